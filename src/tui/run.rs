//! The shell around `App`: waits for events, takes all that are there before it draws, and rests when nobody types.

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use color_eyre::Result;
use color_eyre::eyre::WrapErr;
use crossterm::event::{self, Event};

use super::app::App;
use super::dialogs::FirstRun;
use super::keys::Key;
use super::outside;
use super::terminal::{self, Terminal};
use super::theme::Theme;
use super::widgets::Canvas;
use super::{Choice, Options};
use crate::drafts::{Drafts, Left};
use crate::session::Session;

/// How often somebody else's changes and the turn of the day are looked for.
const TICK: Duration = Duration::from_secs(1);

/// Shows a register until it is left.
pub fn run(mut session: Session, options: &Options) -> Result<()> {
    let mut terminal =
        Terminal::enter(options.mouse).wrap_err("taking over the terminal for the screen")?;
    let mut app = App::new(options);
    app.report_look(&session);
    for warning in session.warnings() {
        app.report(warning);
    }
    // The first look for events starts listening for changes of size; one before that would be missed.
    event::poll(Duration::ZERO).wrap_err("listening to the terminal")?;
    let mut drafts = keep_drafts(&mut app, &session, options);
    let outcome = work(&mut terminal, &mut app, &mut session, drafts.as_mut());
    // Whatever ended the work: what was typed in the last second is kept too.
    save_drafts(&mut app, drafts.as_mut(), &session);
    terminal::end_if_asked();
    outcome
}

/// Until it is left, or a signal ends it.
fn work(
    terminal: &mut Terminal,
    app: &mut App,
    session: &mut Session,
    mut drafts: Option<&mut Drafts>,
) -> Result<()> {
    let mut ticked = Instant::now();
    let mut today = session.today();
    draw(terminal, app, session)?;
    while !app.is_over() {
        let patience = TICK.saturating_sub(ticked.elapsed());
        let mut is_stale = wait(app, session, patience)?;
        if terminal::is_ending() {
            return Ok(());
        }
        if ticked.elapsed() >= TICK {
            is_stale |= tick(app, session, &mut today);
            is_stale |= save_drafts(app, drafts.as_deref_mut(), session);
            ticked = Instant::now();
        }
        if let Some(text) = app.take_text() {
            is_stale = true;
            outside::edit(terminal, app, &text)?;
        }
        if let Some(text) = app.take_clipboard() {
            terminal.copy(&text).wrap_err("copying to the clipboard")?;
        }
        terminal
            .set_mouse(app.has_mouse())
            .wrap_err("handing the mouse over")?;
        if is_stale && !app.is_over() {
            draw(terminal, app, session)?;
        }
    }
    Ok(())
}

/// Takes a place for unsaved forms and offers what earlier programs left. Without one, work goes on and says so.
fn keep_drafts(app: &mut App, session: &Session, options: &Options) -> Option<Drafts> {
    let (folder, register) = (options.drafts.as_deref()?, session.path()?);
    let opened = Drafts::open(folder, register).and_then(|drafts| {
        let left = drafts.as_ref().map(Drafts::left).transpose()?;
        Ok((drafts, left.unwrap_or_default()))
    });
    match opened {
        Ok((drafts, left)) => {
            if drafts.is_none() {
                app.report(
                    "Too many windows keep unsaved forms already. Save before you leave this one.",
                );
            }
            app.offer(left, session);
            drafts
        }
        Err(error) => {
            app.report(&format!(
                "Unsaved forms cannot be kept in {}: {error}. Save before you leave.",
                folder.display()
            ));
            None
        }
    }
}

/// Keeps what is being typed, or takes away what was kept. True if the screen has something to say about it.
fn save_drafts(app: &mut App, drafts: Option<&mut Drafts>, session: &Session) -> bool {
    let Some(drafts) = drafts else {
        return false;
    };
    let unsaved = app.unsaved();
    let kept = if unsaved.is_empty() {
        drafts.clear()
    } else {
        drafts.keep(&unsaved, session.clock().now())
    };
    let gone = kept.and_then(|()| {
        let taken_over = app.taken_over();
        taken_over.into_iter().try_for_each(Left::forget)
    });
    match gone {
        Ok(()) => false,
        Err(error) => app.report_once(&error.to_string()),
    }
}

/// Asks somebody without a register what they want. Creates nothing.
pub fn first_run(default_path: &Path, options: &Options) -> Result<Choice> {
    let mut terminal =
        Terminal::enter(options.mouse).wrap_err("taking over the terminal for the screen")?;
    let mut question = FirstRun::new(default_path);
    let theme = Theme::of(options);
    loop {
        terminal
            .screen()
            .draw(|frame| {
                let area = frame.area();
                let mut canvas = Canvas::new(frame.buffer_mut(), theme.symbols);
                question.draw(&mut canvas, area, theme);
                if let Some(cursor) = canvas.cursor.filter(|at| area.contains(*at)) {
                    frame.set_cursor_position(cursor);
                }
            })
            .wrap_err("drawing the screen")?;
        let choice = match event::read().wrap_err("reading a key")? {
            Event::Key(key) => Key::of(key).and_then(|key| question.press(key)),
            Event::Mouse(mouse) if mouse.kind.is_down() => question.click(mouse.row),
            Event::Paste(text) => {
                question.paste(&text);
                None
            }
            Event::Mouse(_) | Event::Resize(..) | Event::FocusGained | Event::FocusLost => None,
        };
        if let Some(choice) = choice {
            return Ok(choice);
        }
    }
}

/// Waits for an event and takes all that are there. True if there was one.
fn wait(app: &mut App, session: &mut Session, mut patience: Duration) -> Result<bool> {
    let mut is_stale = false;
    while !app.is_over() && event::poll(patience).wrap_err("waiting for a key")? {
        is_stale = true;
        patience = Duration::ZERO;
        match event::read().wrap_err("reading a key")? {
            Event::Key(key) => app.press(key, session),
            Event::Mouse(mouse) => app.point(mouse, session),
            Event::Paste(text) => app.paste(&text),
            Event::Resize(..) | Event::FocusGained | Event::FocusLost => {}
        }
    }
    Ok(is_stale)
}

/// Takes in what others have written. True if the screen is out of date.
fn tick(app: &mut App, session: &mut Session, today: &mut NaiveDate) -> bool {
    let has_turned = session.today() != *today;
    *today = session.today();
    match session.refresh() {
        Ok(is_new) => is_new || has_turned,
        Err(failure) => {
            let sentence = failure.to_string();
            app.report_once(&sentence)
        }
    }
}

fn draw(terminal: &mut Terminal, app: &mut App, session: &Session) -> Result<()> {
    terminal
        .screen()
        .draw(|frame| {
            app.sync(session, frame.area());
            app.draw(frame, session);
        })
        .wrap_err("drawing the screen")?;
    Ok(())
}
