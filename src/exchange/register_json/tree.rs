//! Reading JSON from anywhere: no key twice in one object, no more values than a register has, no depth that matters.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value as Json};

use crate::domain::refusal::{Refusal, quoted};

/// Values in one file; the largest register we know of has a tenth of them.
const MOST_VALUES: usize = 5_000_000;

/// The whole of a file as one value. Refuses what is no JSON, and says where it stops being that.
pub(super) fn read(bytes: &[u8]) -> Result<Json, Refusal> {
    read_most(bytes, MOST_VALUES)
}

fn read_most(bytes: &[u8], most: usize) -> Result<Json, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut left = most;
    let mut input = serde_json::Deserializer::from_slice(bytes);
    let tree = Strict { left: &mut left }.deserialize(&mut input);
    tree.and_then(|tree| input.end().map(|()| tree))
        .map_err(|error| {
            Refusal::invalid(
                "file",
                format!("The file is no whole JSON: {error}. Nothing was brought in."),
            )
        })
}

/// A value of any sort, and how many more there may be.
struct Strict<'a> {
    left: &'a mut usize,
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Json, D::Error> {
        *self.left = self
            .left
            .checked_sub(1)
            .ok_or_else(|| D::Error::custom("it holds more values than any register"))?;
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Json;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Number::from_f64(number).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(Json::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut input: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(one) = input.next_element_seed(Strict { left: self.left })? {
            list.push(one);
        }
        Ok(Json::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut input: A) -> Result<Json, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = input.next_key::<String>()? {
            let value = input.next_value_seed(Strict { left: self.left })?;
            if fields.contains_key(&name) {
                let name = quoted(&name);
                return Err(A::Error::custom(format!(
                    "{name} stands twice in one object"
                )));
            }
            fields.insert(name, value);
        }
        Ok(Json::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_read_whole_and_anything_else_is_refused_with_its_place() {
        let deep = "[".repeat(100_000);
        for (text, expected) in [
            ("{\"a\": [1, -2, 0.5, null, true, \"x\"]}", None),
            ("\u{feff}{}", None),
            ("", Some("EOF while parsing a value")),
            ("{} {}", Some("trailing characters at line 1 column 4")),
            (
                "{\"a\": 1, \"a\": 2}",
                Some("\"a\" stands twice in one object"),
            ),
            ("{\"a\": \"\u{1}\"}", Some("control character")),
            (&deep, Some("recursion limit")),
        ] {
            let read = read(text.as_bytes()).map_err(|refusal| refusal.sentence);
            match (read, expected) {
                (Ok(tree), None) => {
                    let plain: Json =
                        serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("JSON");
                    assert_eq!(tree, plain);
                }
                (Err(sentence), Some(words)) => assert!(sentence.contains(words), "{sentence}"),
                (found, _) => panic!("{text:.40}: {found:?}"),
            }
        }
        assert!(read(b"{\"a\": \"\xff\"}").is_err(), "no UTF-8");
    }

    #[test]
    fn a_file_of_more_values_than_any_register_is_refused() {
        assert!(read_most(b"[1, 2, 3]", 4).is_ok());
        let refusal = read_most(b"[1, 2, 3]", 3).expect_err("too many");
        assert!(refusal.sentence.contains("more values"), "{refusal}");
    }
}
