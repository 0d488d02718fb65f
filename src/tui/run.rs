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
use super::terminal::Terminal;
use super::theme::Theme;
use super::widgets::Canvas;
use super::{Choice, Options};
use crate::session::Session;

/// How often somebody else's changes and the turn of the day are looked for.
const TICK: Duration = Duration::from_secs(1);

/// Shows a register until it is left.
pub fn run(mut session: Session, options: &Options) -> Result<()> {
    let mut terminal =
        Terminal::enter(options.mouse).wrap_err("taking over the terminal for the screen")?;
    let mut app = App::new(options);
    for warning in session.warnings() {
        app.report(warning);
    }
    // The first look for events starts listening for changes of size; one before that would be missed.
    event::poll(Duration::ZERO).wrap_err("listening to the terminal")?;
    let mut ticked = Instant::now();
    let mut today = session.today();
    draw(&mut terminal, &mut app, &session)?;
    while !app.is_over() {
        let mut is_stale = wait(
            &mut app,
            &mut session,
            TICK.saturating_sub(ticked.elapsed()),
        )?;
        if ticked.elapsed() >= TICK {
            is_stale |= tick(&mut app, &mut session, &mut today);
            ticked = Instant::now();
        }
        if let Some(text) = app.take_clipboard() {
            terminal.copy(&text).wrap_err("copying to the clipboard")?;
        }
        terminal
            .set_mouse(app.has_mouse())
            .wrap_err("handing the mouse over")?;
        if is_stale && !app.is_over() {
            draw(&mut terminal, &mut app, &session)?;
        }
    }
    Ok(())
}

/// Asks somebody without a register what they want. Creates nothing.
pub fn first_run(default_path: &Path, options: &Options) -> Result<Choice> {
    let mut terminal =
        Terminal::enter(options.mouse).wrap_err("taking over the terminal for the screen")?;
    let mut question = FirstRun::new(default_path);
    let theme = Theme {
        color: options.color,
        symbols: options.symbols,
    };
    loop {
        terminal
            .screen()
            .draw(|frame| {
                let area = frame.area();
                let mut canvas = Canvas::new(frame.buffer_mut());
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
