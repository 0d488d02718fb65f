//! What the screen can do the command line can: every command of the tabs with its twin.

use clap::Parser;
use secretariat::cli::Cli;
use secretariat::domain::cycle::states::Step as MeetingStep;
use secretariat::domain::form;
use secretariat::domain::life::next::Step as LifeStep;
use secretariat::domain::words::Word;
use secretariat::tui::keys::{
    Act, AgendaAct, BuildAct, Command, DutiesAct, EditionsAct, EndingAct, ForwardAct, GapsAct,
    General, HandOverAct, ImportAct, IssueAct, OneBodyAct, PageAct, Place, PlanAct, PublishedAct,
    ReviewStep, SittingAct, Step, SummaryAct, Tab, TimelineAct, TreeAct, WayAct, YearAct,
};

use super::harness::Desk;

/// How the command line does what a command of the screen does.
enum Twin {
    /// Command lines for the sample data, one for each thing that it can mean.
    Lines(&'static [&'static str]),
    /// Only a screen has that; why.
    ScreenOnly(&'static str),
}

use Twin::{Lines, ScreenOnly};

fn twin(command: Command) -> Twin {
    match command {
        Command::Move(step) => of_step(step),
        Command::Screen(act) => of_act(act),
        Command::App(general) => of_general(general),
        Command::Dialog(_) => ScreenOnly("a dialog is how the screen asks; here options answer"),
        Command::Page(PageAct::Agenda(act)) => of_agenda(act),
        Command::Page(PageAct::Build(act)) => of_build(act),
        Command::Page(PageAct::Year(act)) => of_year(act),
        Command::Page(PageAct::Plan(act)) => of_plan(act),
        Command::Page(PageAct::Sitting(act)) => of_sitting(act),
        Command::Page(PageAct::Issue(act)) => of_issue(act),
        Command::Page(PageAct::Forward(act)) => of_forward(act),
        Command::Page(PageAct::Way(act)) => of_way(act),
        Command::Page(PageAct::Summary(act)) => of_summary(act),
        Command::Page(PageAct::Duties(act)) => of_duties(act),
        Command::Page(PageAct::Tree(act)) => of_tree(act),
        Command::Page(PageAct::Editions(EditionsAct::Open)) => {
            Lines(&["agreement editions cqc-adass-jwp-2019"])
        }
        Command::Page(PageAct::Gaps(act)) => of_gaps(act),
        Command::Page(PageAct::Published(act)) => of_published(act),
        Command::Page(PageAct::OneBody(act)) => of_body(act),
        Command::Page(PageAct::Ending(act)) => of_ending(act),
        Command::Page(PageAct::Timeline(act)) => of_timeline(act),
        Command::Page(PageAct::Import(act)) => of_import(act),
        Command::Page(PageAct::HandOver(act)) => of_hand_over(act),
    }
}

fn of_published(act: PublishedAct) -> Twin {
    match act {
        PublishedAct::Open => Lines(&["page diff --for public", "agreement show 3"]),
        PublishedAct::Mark => Lines(&["page mark agreement 1", "page unmark forum 1"]),
        PublishedAct::Export => Lines(&["page export --for public", "page list"]),
        PublishedAct::As(_) => Lines(&[
            "page export --for public --format html",
            "page export --for public --fragment",
        ]),
    }
}

fn of_hand_over(act: HandOverAct) -> Twin {
    match act {
        HandOverAct::Tick | HandOverAct::All => {
            Lines(&["forum export 1 -n", "forum export 1 -n --with note 58"])
        }
        HandOverAct::Write => Lines(&["forum export 1 -n --to CQC --on 2021-09-01"]),
        HandOverAct::TakeBack => ScreenOnly("no forum of the sample data is away: forum take-back"),
    }
}

fn of_import(act: ImportAct) -> Twin {
    match act {
        ImportAct::Column | ImportAct::Is(_) => Lines(&[
            "import tests/it/files/office.csv -n --as agreements --map 'Agreement between=parties' --map 'Signed on=signed'",
        ]),
        ImportAct::LeaveOut => {
            Lines(&["import tests/it/files/office.csv -n --as agreements --map 'Put away in='"])
        }
        ImportAct::Rows | ImportAct::Of(_) => {
            Lines(&["import tests/it/files/office.csv -n --as agreements"])
        }
        ImportAct::HeaderUp | ImportAct::HeaderDown => {
            ScreenOnly("the header is the row that knows most columns; --map names its columns")
        }
        ImportAct::NextSheet | ImportAct::SheetBefore | ImportAct::Take => {
            ScreenOnly("every sheet that is known is brought in")
        }
        ImportAct::Outcome => Lines(&["import tests/it/files/organisations.csv -n"]),
        ImportAct::Columns => ScreenOnly("nothing is shown in the place of something else here"),
        ImportAct::BringIn | ImportAct::Now => {
            Lines(&["import tests/it/files/organisations.csv --yes"])
        }
    }
}

fn of_gaps(act: GapsAct) -> Twin {
    match act {
        GapsAct::Open => Lines(&["gaps", "gaps 2 --kind party,lead"]),
        GapsAct::Edit => Lines(&["agreement edit 2 --clause 'Reviewed every year.'"]),
        GapsAct::Note => Lines(&["note add --about 'agreement 2' --text 'I asked them.'"]),
    }
}

fn of_forward(act: ForwardAct) -> Twin {
    match act {
        ForwardAct::Open => Lines(&["offer list", "forum plan 2"]),
        ForwardAct::New => Lines(&["offer add --title 'Inspecting together' --forum 2"]),
        ForwardAct::Take => ScreenOnly("there is no offer in the sample data: offer take"),
        ForwardAct::Park | ForwardAct::ParkFor(_) => {
            ScreenOnly("there is no offer in the sample data: offer park")
        }
        ForwardAct::Decline => ScreenOnly("there is no offer in the sample data: offer decline"),
        ForwardAct::Edit => ScreenOnly("there is no offer in the sample data: offer edit"),
        ForwardAct::Forum | ForwardAct::Of(_) => Lines(&["forum plan Chief Executives"]),
    }
}

fn of_way(act: WayAct) -> Twin {
    match act {
        WayAct::Open => Lines(&["item way 4", "item history 4"]),
        WayAct::Send | WayAct::SendTo(_) => Lines(&[
            "item send 4 --to 'regional meetings' --on 2021-08-19",
            "item send 4 --to GMC",
        ]),
    }
}

fn of_summary(act: SummaryAct) -> Twin {
    match act {
        SummaryAct::Open => Lines(&["action summary", "action log --owner CQC"]),
        SummaryAct::Forum | SummaryAct::Of(_) => Lines(&["action summary --forum 2"]),
    }
}

fn of_body(act: OneBodyAct) -> Twin {
    match act {
        OneBodyAct::Open => Lines(&["organisation all CQC", "agreement show cqc-adass-jwp-2019"]),
        OneBodyAct::Export => Lines(&[
            "organisation all CQC --format md",
            "organisation report CQC --from 2014-01-01 --to 2014-12-31",
        ]),
        OneBodyAct::End => Lines(&[
            "organisation merge Monitor --into 'NHS Improvement' -n",
            "organisation rename GMC --to Physicians --on 2021-08-01",
            "organisation cease GMC --on 2021-08-01",
        ]),
    }
}

fn of_ending(act: EndingAct) -> Twin {
    match act {
        EndingAct::Toggle => Lines(&[
            "organisation merge Monitor --into 'NHS Improvement' --keep 2",
            "organisation merge Monitor --into 'NHS Improvement' --keep action",
        ]),
        EndingAct::Save => Lines(&["organisation merge Monitor --into 'NHS Improvement' --yes"]),
        EndingAct::All => {
            Lines(&["organisation merge Monitor --into 'NHS Improvement' --move all"])
        }
    }
}

fn of_duties(act: DutiesAct) -> Twin {
    match act {
        DutiesAct::Open => Lines(&["commitments", "commitments cqc-adass-jwp-2019"]),
        DutiesAct::Met => Lines(&["commitment met 2 --on 2021-08-01 --what 'A call'"]),
        DutiesAct::Edit => Lines(&["commitment edit 2 --started 2021-01-01"]),
        DutiesAct::History => Lines(&["history commitment 2"]),
    }
}

fn of_tree(act: TreeAct) -> Twin {
    match act {
        TreeAct::Open => Lines(&["agreement tree", "agreement show cqc-adass-jwp-2019"]),
        TreeAct::Unfold => Lines(&["agreement tree --editions"]),
        TreeAct::Editions => Lines(&["agreement editions cqc-adass-jwp-2019"]),
        TreeAct::Hang | TreeAct::HangUnder(_) => {
            Lines(&["agreement hang cqc-adass-jwp-2019 --under cqc-ehrc-mou-2021"])
        }
    }
}

fn of_life(step: LifeStep) -> Twin {
    match step {
        LifeStep::Propose => Lines(&["agreement propose cqc-hmic-jwp-prop --scope 'Prisons.'"]),
        LifeStep::Send => Lines(&["agreement send cqc-hmic-jwp-prop --to CQC"]),
        LifeStep::Sign => Lines(&["agreement sign cqc-hmic-jwp-prop --party CQC"]),
        LifeStep::Back => ScreenOnly("agreement back NAME --from BODY, of one that somebody has"),
        LifeStep::Force => Lines(&["agreement force cqc-hmic-jwp-prop --from 2021-09-01"]),
        LifeStep::Published => Lines(&["agreement published cqc-adass-jwp-2019 --on 2019-03"]),
        LifeStep::Supersede => Lines(&[
            "agreement supersede cqc-adass-jwp-2019 --by cqc-ehrc-mou-2021 --except 'Annex B'",
        ]),
        LifeStep::End => Lines(&["agreement end cqc-ehrc-mou-2021 --why Withdrawn"]),
    }
}

fn of_timeline(act: TimelineAct) -> Twin {
    match act {
        TimelineAct::Open => Lines(&["agreement timeline", "agreement show cqc-adass-jwp-2019"]),
        TimelineAct::YearBefore
        | TimelineAct::YearAfter
        | TimelineAct::ToToday
        | TimelineAct::Wider
        | TimelineAct::Narrower => Lines(&["agreement timeline --from 2019 --to 2024"]),
    }
}

fn of_step(step: Step) -> Twin {
    match step {
        Step::Up | Step::Down | Step::PageUp | Step::PageDown | Step::First | Step::Last => {
            ScreenOnly("nothing is selected here: entries are named")
        }
    }
}

fn of_act(act: Act) -> Twin {
    match act {
        Act::Open => Lines(&[
            "agreement show cqc-adass-jwp-2019",
            "meeting show 1",
            "action show 2",
            "organisation show CQC",
        ]),
        Act::Back => ScreenOnly("nothing is open here"),
        Act::Mark => Lines(&[
            "action close 2 --on 2021-08-19 --outcome done --note 'They are here'",
            "review record cqc-adass-jwp-2019 --outcome reaffirmed --by Policy --next 'sep 2024'",
            "meeting plan local --accept",
            "meeting hold 2014-04-03",
            "commitment met 2 --what 'They rang'",
        ]),
        Act::Announce(_) => ScreenOnly(
            "there is no announcement in the sample data: announcement share, publish, urgent",
        ),
        Act::Disagreement | Act::DisagreementStep(_) => Lines(&[
            "disagreement raise cqc-adass-jwp-2019 --with 'Head of Inspection' --what 'They met'",
            "disagreement show cqc-adass-jwp-2019",
        ]),
        Act::MoveOn => Lines(&["agreement sign cqc-hmic-jwp-prop --party CQC"]),
        Act::Life(step) => of_life(step),
        Act::Meeting(step) => of_step_of_meeting(step),
        Act::Review => Lines(&["review due", "review list"]),
        Act::Reviewing(step) => of_step_of_review(step),
        Act::Publish => Lines(&["page mark agreement 1", "page unmark agreement 3"]),
        Act::Remind => Lines(&[
            "reminder set review cqc-adass-jwp-2019 --until 2021-09-01 --note 'Ask again'",
            "reminder clear review cqc-adass-jwp-2019",
        ]),
        Act::Chase => Lines(&["chase PHSO", "chase PHSO --sent"]),
        Act::Filter => Lines(&["agreement list protocol", "action list inspections"]),
        Act::Narrow => Lines(&[
            "due --within 90d",
            "due --kind review,action",
            "agreement list CQC",
        ]),
        Act::Sort => ScreenOnly("a list is written in one order; a spreadsheet sorts --format csv"),
        Act::History => Lines(&[
            "history agreement 2",
            "history agreement 2 --bring-back 'review due' --from 2",
        ]),
        Act::Agenda => Lines(&["agenda show 1", "agenda show 1 --times"]),
        Act::Issue => Lines(&["agenda issue 1 -n", "forum circulation Chief"]),
        Act::Export => Lines(&[
            "export 1 --what agenda",
            "export cqc-adass-jwp-2019 --what agreement",
            "export --what due",
        ]),
        Act::Copy => Lines(&[
            "action show 2 --for public",
            "agreement list protocol --format csv",
        ]),
        Act::New => Lines(&[
            "organisation add --name 'Board of Lighthouses'",
            "agreement add --title Premises --kind MoU --party CQC",
        ]),
        Act::Like => Lines(&["agreement add --like cqc-ehrc-mou-2021 --title Later"]),
        Act::Edit => Lines(&[
            "agreement edit cqc-ehrc-mou-2021 --kind Protocol",
            "action edit 2 3 --post Policy",
        ]),
        Act::Note => Lines(&["note add --about 'agreement 2' --text 'They rang'"]),
        Act::OpenOutside => ScreenOnly("no entry of the sample data refers to a file: file open"),
        Act::Select => ScreenOnly("several entries are named one after the other"),
        Act::ToToday => ScreenOnly("nothing is scrolled here"),
        Act::Delete => Lines(&["agreement delete cqc-ehrc-mou-2021 --yes"]),
        Act::Sit => Lines(&["meeting show 1", "note show 1"]),
        Act::Views => Lines(&["due --as-known 2021-08-20", "due --as-of 2014-01-20"]),
    }
}

fn of_step_of_review(step: ReviewStep) -> Twin {
    match step {
        ReviewStep::Start => Lines(&[
            "review start cqc-adass-jwp-2019 --on 2021-08-02 --with ADASS",
            "review ask cqc-adass-jwp-2019",
        ]),
        ReviewStep::Record => Lines(&[
            "review record cqc-adass-jwp-2019 --outcome extended --by Policy --next 'sep 2024'",
        ]),
        ReviewStep::Correct => Lines(&[
            "review correct cqc-adass-jwp-2019 --due 'by oct 2021' --why 'Read from the annex'",
        ]),
    }
}

fn of_step_of_meeting(step: MeetingStep) -> Twin {
    match step {
        MeetingStep::Confirm => Lines(&["meeting confirm 2021-11-01"]),
        MeetingStep::Hold => Lines(&["meeting hold 2014-04-03"]),
        MeetingStep::Postpone => Lines(&["meeting postpone next --forum local --to '1 oct 2021'"]),
        MeetingStep::Cancel => Lines(&["meeting cancel next --forum local"]),
    }
}

fn of_issue(act: IssueAct) -> Twin {
    match act {
        IssueAct::Issue | IssueAct::Now => Lines(&["agenda issue 1", "note issue 1"]),
        IssueAct::Open => Lines(&["item show 1", "text list"]),
        IssueAct::Step => Lines(&["agenda step 1 cleared", "note step 1 chair"]),
        IssueAct::Preview | IssueAct::Of(_) => {
            Lines(&["agenda show 1 --for members", "note show 1"])
        }
        IssueAct::Sent => Lines(&["agenda issue 1 --sent"]),
        IssueAct::Write => ScreenOnly("agenda issue writes it at once, into the folder after -o"),
        IssueAct::Checks | IssueAct::Other => {
            ScreenOnly("nothing is shown in the place of something else here")
        }
    }
}

fn of_plan(act: PlanAct) -> Twin {
    match act {
        PlanAct::Accept => Lines(&["meeting plan local --year 2021 --accept"]),
        PlanAct::Earlier | PlanAct::Later | PlanAct::Pick => {
            Lines(&["meeting plan local --year 2021 --move 2021-11-04=2021-11-05"])
        }
        PlanAct::Add => Lines(&["meeting plan local --year 2021 --add 2021-12-16"]),
        PlanAct::Drop => Lines(&["meeting plan local --year 2021 --drop 2021-11-04"]),
        PlanAct::Open => Lines(&["meeting show 1"]),
        PlanAct::Forum | PlanAct::Of(_) => Lines(&["meeting plan Chief"]),
        PlanAct::YearBefore | PlanAct::YearAfter => Lines(&["meeting plan local --year 2022"]),
    }
}

fn of_agenda(act: AgendaAct) -> Twin {
    match act {
        AgendaAct::Build => Lines(&["agenda build 2021-09-09 -n", "agenda build 2021-09-09"]),
        AgendaAct::New => Lines(&["item add --meeting 1 --title Budget --position 2"]),
        AgendaAct::Break => Lines(&["agenda break 1 --after 2 --minutes 10"]),
        AgendaAct::Edit => Lines(&["item edit 2 --title Budget"]),
        AgendaAct::Up => Lines(&["item move 2 up", "item move 4 to 1"]),
        AgendaAct::Down => Lines(&["item move 2 down"]),
        AgendaAct::Indent => Lines(&["item indent 2"]),
        AgendaAct::Outdent => Lines(&["item outdent 3"]),
        AgendaAct::Minutes => Lines(&["item edit 2 3 --minutes 20"]),
        AgendaAct::Pin => Lines(&["item edit 2 --start 3pm", "item edit 2 --start ''"]),
        AgendaAct::Received => Lines(&["item edit 2 --paper-state received --paper-on today"]),
        AgendaAct::Select => ScreenOnly("several entries are named one after the other"),
        AgendaAct::Delete => Lines(&["item delete 2 --yes"]),
        AgendaAct::Note => Lines(&["note add --about 'item 2' --text 'They rang'"]),
        AgendaAct::History => Lines(&["history item 2"]),
        AgendaAct::OpenOutside => ScreenOnly("no item of the sample data has a paper: file open"),
        AgendaAct::Export => Lines(&["agenda export 1"]),
    }
}

fn of_build(act: BuildAct) -> Twin {
    match act {
        BuildAct::Toggle => Lines(&["agenda build 2021-09-09 --without 1"]),
        BuildAct::Accept => Lines(&["agenda build 2021-09-09"]),
        BuildAct::All => Lines(&["agenda build 2021-09-09 --all"]),
    }
}

fn of_sitting(act: SittingAct) -> Twin {
    match act {
        SittingAct::Agree => Lines(&["action agree 1 '! CQC share the draft by 3 April' --item 4"]),
        SittingAct::Outcome => Lines(&["item discuss 1/4 --outcome 'Members noted it.'"]),
        SittingAct::Discussed => Lines(&["item discuss 2/4"]),
        SittingAct::Deferred => Lines(&["item defer 1/4"]),
        SittingAct::Internal => Lines(&["note add --about 'item 4' --text 'Heated'"]),
        SittingAct::Held => Lines(&["meeting hold 2014-04-03"]),
        SittingAct::Close => Lines(&["action close 2 --on 2021-08-19"]),
        SittingAct::ToActions | SittingAct::Attendance => {
            Lines(&["action list", "attendance list"])
        }
        SittingAct::Present | SittingAct::Toggle => Lines(&["meeting attend 1 present CQC"]),
        SittingAct::Apologies => Lines(&["meeting attend 1 apologies GMC"]),
        SittingAct::Deputy => Lines(&["meeting attend 1 deputy GMC --name 'Dr A Smith'"]),
        SittingAct::InAttendance => Lines(&["meeting attend 1 attending GMC"]),
        SittingAct::Observer => Lines(&["meeting attend 1 observer GMC"]),
        SittingAct::AllPresent => Lines(&["meeting attend 1 all-present"]),
        SittingAct::Add => Lines(&["meeting attend 1 attending --name 'R Taylor' --for-item 4"]),
        SittingAct::Forget => ScreenOnly("attendance delete N, of a row that is there"),
    }
}

fn of_year(act: YearAct) -> Twin {
    match act {
        YearAct::Open => Lines(&["meeting show 1", "agreement show cqc-adass-jwp-2019"]),
        YearAct::New => Lines(&["meeting add --forum 1 --on 2021-12-01"]),
        YearAct::Edit => Lines(&["meeting edit 1 --place 'Room 4'"]),
        YearAct::History => Lines(&["history meeting 1"]),
        YearAct::Delete => Lines(&["meeting delete 4 --yes"]),
        YearAct::Forum | YearAct::Of(_) => Lines(&["meeting list CQC"]),
        YearAct::ToToday
        | YearAct::DayBefore
        | YearAct::DayAfter
        | YearAct::YearBefore
        | YearAct::YearAfter => ScreenOnly("no calendar is drawn here: days are named"),
    }
}

fn of_general(general: General) -> Twin {
    match general {
        General::Go(Tab::Today) => Lines(&["due", "status"]),
        General::Go(Tab::Agreements) => Lines(&["agreement list"]),
        General::Go(Tab::Meetings) => Lines(&["meeting list"]),
        General::Go(Tab::Actions) => Lines(&["action list"]),
        General::Go(Tab::Organisations) => Lines(&["organisation list", "forum list"]),
        General::NextTab | General::PreviousTab => ScreenOnly("there are no tabs here"),
        General::Find => Lines(&["find protocol"]),
        General::Import => Lines(&["import tests/it/files/organisations.csv -n"]),
        General::Undo => Lines(&["undo"]),
        General::Redo => Lines(&["redo"]),
        General::Help | General::Commands => ScreenOnly("--help says it, of every command"),
        General::Reload => ScreenOnly("every command reads the register afresh"),
        General::Mouse => ScreenOnly("there is no mouse here"),
        General::Quit | General::QuitAnywhere | General::Cancel => {
            ScreenOnly("a command ends by itself")
        }
    }
}

#[test]
fn every_command_of_the_screen_has_a_twin_that_does_it_or_a_reason_why_not() {
    let dialogs = [Place::Form, Place::Choosing, Place::Question, Place::Month];
    let places = Place::ALL.iter().filter(|place| !dialogs.contains(place));
    for binding in places.flat_map(|place| place.bindings()) {
        match twin(binding.command) {
            Lines(lines) => {
                assert!(!lines.is_empty(), "{}", binding.name);
                for line in lines {
                    check(binding.name, line);
                }
            }
            ScreenOnly(reason) => assert!(!reason.is_empty(), "{}", binding.name),
        }
    }
}

/// A twin is not only understood, it does something on the sample data.
fn check(name: &str, line: &str) {
    let mut desk = Desk::demo("2021-08-20");
    // An earlier value, a reminder to take off, something to take back and something to bring back.
    for before in [
        "review record cqc-adass-jwp-2019 --outcome reaffirmed --by Policy --next 'sep 2022'",
        "organisation add --name Before",
        "reminder set review cqc-adass-jwp-2019 --until 2021-09-02",
        "item edit 3 --sub-item yes",
        "organisation add --name Undone",
        "undo",
    ] {
        let ran = desk.run(&format!("{before} --for secretariat --yes"));
        assert_eq!(ran.code, 0, "{before}: {}", ran.messages);
    }
    let line = if line.contains("--for") {
        line.to_owned()
    } else {
        format!("{line} --for secretariat")
    };
    let ran = desk.run(&line);
    assert_eq!(ran.code, 0, "{name}: {line}: {}", ran.messages);
}

#[test]
fn every_kind_that_a_form_makes_a_command_makes_changes_and_deletes() {
    for kind in form::kinds() {
        for verb in ["list", "show 1", "add", "edit 1", "delete 1"] {
            let line = format!("secretariat {} {verb}", kind.word());
            let parsed = Cli::try_parse_from(line.split(' '));
            assert!(parsed.is_ok(), "{line}: {:?}", parsed.err());
        }
    }
}
