//! Any keys at any size: the screen never panics.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};
use proptest::prelude::*;

use crate::keys::Screen;

#[derive(Debug, Clone)]
enum Input {
    Key(KeyEvent),
    Paste(String),
    Click(u16, u16),
    Drag(u16, u16),
    Release(u16, u16),
    Wheel(u16, u16),
    Resize(u16, u16),
}

fn key() -> impl Strategy<Value = KeyEvent> {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    let named = prop::sample::select(vec![
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::F(1),
        KeyCode::F(2),
    ]);
    let letters = prop::sample::select(
        "12345jkhlgGmwfsHDct? /:uUrv+- a規é\u{202e}"
            .chars()
            .collect::<Vec<_>>(),
    );
    prop_oneof![
        4 => letters.prop_map(move |letter| plain(KeyCode::Char(letter))),
        4 => named.prop_map(plain),
        1 => prop::sample::select("fpszyu".chars().collect::<Vec<_>>())
            .prop_map(|letter| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)),
    ]
}

fn input() -> impl Strategy<Value = Input> {
    prop_oneof![
        20 => key().prop_map(Input::Key),
        1 => "\\PC{0,9}\n?".prop_map(Input::Paste),
        1 => (0..170_u16, 0..60_u16).prop_map(|(x, y)| Input::Click(x, y)),
        1 => (0..170_u16, 0..60_u16).prop_map(|(x, y)| Input::Drag(x, y)),
        1 => (0..170_u16, 0..60_u16).prop_map(|(x, y)| Input::Release(x, y)),
        1 => (0..170_u16, 0..60_u16).prop_map(|(x, y)| Input::Wheel(x, y)),
        2 => (1..170_u16, 1..60_u16).prop_map(|(width, height)| Input::Resize(width, height)),
    ]
}

fn take(screen: Screen, input: Input) -> Screen {
    match input {
        Input::Key(key) => screen.event(key),
        Input::Paste(text) => screen.paste(&text),
        Input::Click(x, y) => screen.mouse(MouseEventKind::Down(MouseButton::Left), x, y),
        Input::Drag(x, y) => screen.mouse(MouseEventKind::Drag(MouseButton::Left), x, y),
        Input::Release(x, y) => screen.mouse(MouseEventKind::Up(MouseButton::Left), x, y),
        Input::Wheel(x, y) => screen.mouse(MouseEventKind::ScrollDown, x, y),
        Input::Resize(width, height) => screen.resize(width, height),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_at_any_size_make_it_panic(
        size in (1..170_u16, 1..60_u16),
        inputs in prop::collection::vec(input(), 1..60),
    ) {
        let screen = Screen::demo(size.0, size.1);
        inputs.into_iter().fold(screen, take);
    }
}
