//! A Stata file, written byte by byte.

use super::Bytes;

/// State (a text), persons (a float), employer (a text), level (a byte with labels), day, and a long note.
#[expect(
    clippy::too_many_lines,
    reason = "the parts of a file, one after the other"
)]
pub(crate) fn dta(version: u16, is_big_endian: bool) -> Vec<u8> {
    let has_tags = version >= 117;
    let wide = version >= 118;
    let mut file = Bytes::new(is_big_endian);
    let names = ["State", "Persons", "Employer", "level", "day", "note"];
    let count = if has_tags { 6 } else { 5 };
    let mut map = Vec::new();
    let mut map_at = 0;
    if has_tags {
        let order = if is_big_endian { "MSF" } else { "LSF" };
        let head = format!(
            "<stata_dta><header><release>{version}</release><byteorder>{order}</byteorder><K>"
        );
        file.text(&head, head.len(), 0);
        match version {
            119 => file.number(6_u32.to_le_bytes()),
            _ => file.number(6_u16.to_le_bytes()),
        }
        file.text("</K><N>", 7, 0);
        match version {
            117 => file.number(3_u32.to_le_bytes()),
            _ => file.number(3_u64.to_le_bytes()),
        }
        file.text("</N><label>", 11, 0);
        match version {
            117 => file.number([0]),
            _ => file.number([0; 2]),
        }
        let end = "</label><timestamp>\0</timestamp></header><map>";
        file.text(end, end.len(), 0);
        map_at = file.bytes.len();
        file.text("", 14 * 8, 0);
        file.text("</map>", 6, 0);
        map = vec![0, map_at as u64 - 5];
    } else {
        file.bytes = vec![version as u8, if is_big_endian { 1 } else { 2 }, 1, 0];
        file.number(5_u16.to_le_bytes());
        file.number(3_u32.to_le_bytes());
        file.text("", 81 + 18, 0);
    }
    let mut part = |file: &mut Bytes, tag: &str, write: &dyn Fn(&mut Bytes)| {
        map.push(file.bytes.len() as u64);
        if has_tags {
            file.text(format!("<{tag}>"), tag.len() + 2, 0);
        }
        write(file);
        if has_tags {
            file.text(format!("</{tag}>"), tag.len() + 3, 0);
        }
    };
    let name_width = if wide { 129 } else { 33 };
    part(&mut file, "variable_types", &|file| {
        if has_tags {
            for code in [4_u16, 65_527, 12, 65_530, 65_528, 32_768] {
                file.number(code.to_le_bytes());
            }
        } else {
            file.bytes.extend([4, 254, 12, 251, 253]);
        }
    });
    part(&mut file, "varnames", &|file| {
        names
            .iter()
            .take(count)
            .for_each(|name| file.text(name, name_width, 0));
    });
    part(&mut file, "sortlist", &|file| {
        file.text("", (count + 1) * if version == 119 { 4 } else { 2 }, 0);
    });
    part(&mut file, "formats", &|file| {
        let width = match version {
            113 => 12,
            114..=117 => 49,
            _ => 57,
        };
        for format in ["%4s", "%9.0g", "%12s", "%8.0g", "%td", "%9s"]
            .iter()
            .take(count)
        {
            file.text(format, width, 0);
        }
    });
    part(&mut file, "value_label_names", &|file| {
        for name in ["", "", "", "LEVEL", "", ""].iter().take(count) {
            file.text(name, name_width, 0);
        }
    });
    part(&mut file, "variable_labels", &|file| {
        file.text("", count * if wide { 321 } else { 81 }, 0);
    });
    part(&mut file, "characteristics", &|file| {
        if !has_tags {
            file.bytes.push(1);
            file.number(3_u32.to_le_bytes());
            file.text("abc", 3, 0);
            file.text("", 5, 0);
        }
    });
    part(&mut file, "data", &|file| {
        let junin: &[u8] = if wide { "ní".as_bytes() } else { b"n\xed" };
        let records: [(&[u8], u32, i8, i32); 3] = [
            (b"07", 2.1_f32.to_bits(), 1, 23_466),
            (junin, 3_f32.to_bits(), 102, 0),
            (b"12", 0x7f00_0000, 2, 2_147_483_621),
        ];
        for (index, (state, persons, level, day)) in records.into_iter().enumerate() {
            file.text(state, 4, 0);
            file.number(persons.to_le_bytes());
            file.text("SECRET", 12, 0);
            file.bytes.push(level.to_le_bytes()[0]);
            file.number(day.to_le_bytes());
            if has_tags {
                let record = if index == 1 { 0 } else { 1 };
                let variable = if record == 0 { 0 } else { 6 };
                long_text(file, version, variable, record);
            }
        }
    });
    if has_tags {
        part(&mut file, "strls", &|file| {
            file.text("GSO", 3, 0);
            file.number(6_u32.to_le_bytes());
            match version {
                117 => file.number(1_u32.to_le_bytes()),
                _ => file.number(1_u64.to_le_bytes()),
            }
            file.bytes.push(130);
            file.number(6_u32.to_le_bytes());
            file.text("a note", 6, 0);
        });
    }
    part(&mut file, "value_labels", &|file| {
        labels(file, has_tags, name_width)
    });
    if has_tags {
        map.push(file.bytes.len() as u64);
        file.text("</stata_dta>", 12, 0);
        map.push(file.bytes.len() as u64);
        let mut places = Bytes::new(is_big_endian);
        map.iter()
            .for_each(|place| places.number(place.to_le_bytes()));
        file.bytes[map_at..map_at + 14 * 8].copy_from_slice(&places.bytes);
    }
    file.bytes
}

fn long_text(file: &mut Bytes, version: u16, variable: u64, record: u64) {
    let divided = match version {
        117 => (variable, 4, record, 4),
        118 => (variable, 2, record, 6),
        _ => (variable, 3, record, 5),
    };
    for (number, width) in [(divided.0, divided.1), (divided.2, divided.3)] {
        let mut bytes = number.to_le_bytes()[..width].to_vec();
        if file.is_big_endian {
            bytes.reverse();
        }
        file.bytes.extend(bytes);
    }
}

fn labels(file: &mut Bytes, has_tags: bool, name_width: usize) {
    for (name, texts) in [("OTHER", "x\0y\0"), ("LEVEL", "low\0high\0")] {
        if has_tags {
            file.text("<lbl>", 5, 0);
        }
        file.number((8 + 16 + texts.len() as u32).to_le_bytes());
        file.text(name, name_width + 3, 0);
        let second = texts.find('\0').expect("two texts") as u32 + 1;
        for number in [2, texts.len() as u32, 0, second, 1, 2] {
            file.number(number.to_le_bytes());
        }
        file.text(texts, texts.len(), 0);
        if has_tags {
            file.text("</lbl>", 6, 0);
        }
    }
}
