//! What is done on the pages: an enum a page. What its keys are is in `list`, what each does with the page.

use crate::domain::agreement::Agreement;
use crate::domain::audience::Audience;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::meeting::Meeting;
use crate::exchange::import::SheetKind;
use crate::exchange::page::Form;

/// What a key of a page means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageAct {
    Agenda(AgendaAct),
    Build(BuildAct),
    Year(YearAct),
    Plan(PlanAct),
    Sitting(SittingAct),
    Issue(IssueAct),
    Forward(ForwardAct),
    Way(WayAct),
    Summary(SummaryAct),
    Gaps(GapsAct),
    Published(PublishedAct),
    OneBody(OneBodyAct),
    Ending(EndingAct),
    Duties(DutiesAct),
    Tree(TreeAct),
    Editions(EditionsAct),
    Timeline(TimelineAct),
    Import(ImportAct),
    HandOver(HandOverAct),
}

/// What is done where a file is brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportAct {
    /// Asks what a column is.
    Column,
    /// A field, or left out; from the menu that asks.
    Is(Option<&'static str>),
    LeaveOut,
    /// Asks what the rows are.
    Rows,
    /// From the menu that asks.
    Of(SheetKind),
    HeaderUp,
    HeaderDown,
    NextSheet,
    SheetBefore,
    /// The sheet is brought in, or left out.
    Take,
    /// What becomes of every row.
    Outcome,
    /// Back from that.
    Columns,
    BringIn,
    /// From the question that asks.
    Now,
}

/// What is done where a forum is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandOverAct {
    /// Along with it, or not.
    Tick,
    /// All that can go, or nothing of it.
    All,
    /// Asks to whom, and where the file goes.
    Write,
    TakeBack,
}

/// What is done on the page of commitments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutiesAct {
    Open,
    /// When it was met, and what shows it.
    Met,
    Edit,
    History,
}

/// What is done on the page that plans a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanAct {
    /// Plans what is proposed.
    Accept,
    Earlier,
    Later,
    /// Another day from the month.
    Pick,
    Add,
    Drop,
    Open,
    /// Whose year it is.
    Forum,
    /// That of one forum; from the menu that asks.
    Of(Id<Forum>),
    YearBefore,
    YearAfter,
}

/// What is done on the page of an agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgendaAct {
    Build,
    New,
    Break,
    Edit,
    Up,
    Down,
    Indent,
    Outdent,
    Minutes,
    /// A time of its own, or none.
    Pin,
    /// The paper has come.
    Received,
    Select,
    Delete,
    Note,
    OpenOutside,
    History,
    Export,
}

/// What is done where an agenda is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuildAct {
    /// In or out.
    Toggle,
    Accept,
    /// All in, or all out.
    All,
}

/// What is done in the year view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearAct {
    Open,
    New,
    Edit,
    History,
    Delete,
    /// Which forums are shown.
    Forum,
    /// Those of one forum, or all; from the menu that asks.
    Of(Option<Id<Forum>>),
    DayBefore,
    DayAfter,
    YearBefore,
    YearAfter,
    ToToday,
}

/// What is done on the page for the meeting itself: first with its items and actions, then with who is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SittingAct {
    Agree,
    Outcome,
    Discussed,
    Deferred,
    Internal,
    Held,
    Close,
    ToActions,
    Attendance,
    Present,
    Apologies,
    Deputy,
    InAttendance,
    Observer,
    Toggle,
    AllPresent,
    Add,
    Forget,
}

/// What is done on the page of a text before it goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssueAct {
    Issue,
    /// From the question that asks.
    Now,
    Open,
    Step,
    Preview,
    /// As read by an audience; from the menu that asks.
    Of(Audience),
    /// Back from a text.
    Checks,
    Sent,
    /// Drafts and pack of the last issue.
    Write,
    /// The agenda instead of the record, or the other way round.
    Other,
}

/// What is done in the forward plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForwardAct {
    Open,
    New,
    Take,
    /// For which meeting.
    Park,
    /// For a meeting, or for later; from the menu that asks.
    ParkFor(Option<Id<Meeting>>),
    Decline,
    Edit,
    /// Which forum's plan is shown.
    Forum,
    /// That of a forum; from the menu that asks.
    Of(Id<Forum>),
}

/// What is done in the item history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayAct {
    Open,
    /// To which forum or body.
    Send,
    /// To a forum or an organisation, today; from the menu that asks.
    SendTo(Entry),
}

/// What is done in the summary of actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SummaryAct {
    Open,
    /// Which forums are counted.
    Forum,
    /// One forum, or all; from the menu that asks.
    Of(Option<Id<Forum>>),
}

/// What is done among the gaps of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapsAct {
    Open,
    /// What the gap is of.
    Edit,
    /// A dated note about it.
    Note,
}

/// What is done on the published page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishedAct {
    Open,
    /// On the page, or off it.
    Mark,
    Export,
    /// In a form; from the menu that asks.
    As(Form),
}

/// What is done on the page of one organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OneBodyAct {
    Open,
    Export,
    /// Merges, renames or ends it.
    End,
}

/// What is done where it is asked what becomes of all that a body is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndingAct {
    Toggle,
    Save,
    /// All the one way, or all the other.
    All,
}

/// What is done in the tree of agreements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TreeAct {
    Open,
    /// Shows earlier editions, or folds them away.
    Unfold,
    Editions,
    /// Under which memorandum.
    Hang,
    /// Under an agreement, or under none; from the menu that asks.
    HangUnder(Option<Id<Agreement>>),
}

/// What is done in the editions of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditionsAct {
    Open,
}

/// What is done in the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineAct {
    Open,
    YearBefore,
    YearAfter,
    ToToday,
    /// Fewer years, of more cells each.
    Wider,
    Narrower,
}
