//! An SPSS file, written byte by byte.

use std::io::Write;

use super::Bytes;

/// The same table as a system file; `packing` 0 plain, 1 bytecodes, 2 zlib.
pub(crate) fn sav(packing: u32, is_big_endian: bool) -> Vec<u8> {
    let mut file = Bytes::new(is_big_endian);
    file.text(if packing == 2 { "$FL3" } else { "$FL2" }, 4, 0);
    file.text("@(#) SPSS DATA FILE", 60, b' ');
    for number in [2, 8, packing, 0, 3] {
        file.number(number.to_le_bytes());
    }
    file.number(100_f64.to_le_bytes());
    file.text("01 Jan 2400:00:00", 17, b' ');
    file.text("", 64 + 3, b' ');
    let format = |kind: u32, width: u32| kind << 16 | width << 8;
    variable(&mut file, "STATE", 4, format(1, 4), &[]);
    variable(&mut file, "PERSONS", 0, format(5, 8), &[9.0, 10.0, -7.0]);
    variable(&mut file, "EMPLOYER", 12, format(1, 12), &[]);
    variable(&mut file, "V4", 0, format(5, 8), &[]);
    variable(&mut file, "DAY", 0, format(20, 11), &[]);
    for (name, width) in [("NOTE", 255), ("NOTE0", 300 - 252)] {
        variable(&mut file, name, width, format(1, width), &[]);
    }
    file.number(3_u32.to_le_bytes());
    file.number(2_u32.to_le_bytes());
    for (value, label) in [(1_f64, "low"), (2_f64, "rather high")] {
        file.number(value.to_le_bytes());
        file.bytes.push(label.len() as u8);
        file.text(label, (label.len() + 1).div_ceil(8) * 8 - 1, b' ');
    }
    for number in [4_u32, 1, 5] {
        file.number(number.to_le_bytes());
    }
    for (kind, text) in [
        (13_u32, "V4=Level\tSTATE=State"),
        (14, "NOTE=00300\0\t"),
        (20, "UTF-8"),
        (99, "unknown"),
    ] {
        for number in [7, kind, 1, text.len() as u32] {
            file.number(number.to_le_bytes());
        }
        file.text(text, text.len(), 0);
    }
    file.number(999_u32.to_le_bytes());
    file.number(0_u32.to_le_bytes());
    let cases = [
        ("07", 2.0, "SECRET", 1.0, 13_931_222_400.0, "x".repeat(300)),
        ("ní", 9.5, "", f64::MIN, f64::MIN, String::new()),
        ("12", -7.0, "SECRET", 2.0, f64::MIN, "a note".to_owned()),
    ];
    let mut elements = Bytes::new(is_big_endian);
    for (state, persons, employer, level, day, note) in cases {
        elements.text(state, 8, b' ');
        elements.number(f64::to_le_bytes(persons));
        elements.text(employer, 16, b' ');
        elements.number(f64::to_le_bytes(level));
        elements.number(f64::to_le_bytes(day));
        elements.text(&note[..note.len().min(255)], 256, b' ');
        elements.text(note.get(255..).unwrap_or(""), 48, b' ');
    }
    match packing {
        0 => file.bytes.extend(elements.bytes),
        1 => file.bytes.extend(packed(&elements)),
        _ => zipped(&mut file, &packed(&elements)),
    }
    file.bytes
}

/// A variable, and the nameless ones after a text of more than one element.
fn variable(file: &mut Bytes, name: &str, width: u32, format: u32, missing: &[f64]) {
    let count = if missing.len() == 3 {
        -3
    } else {
        missing.len() as i32
    };
    for number in [2, width as i32, 0, count, format as i32, format as i32] {
        file.number(number.to_le_bytes());
    }
    file.text(name, 8, b' ');
    missing
        .iter()
        .for_each(|value| file.number(value.to_le_bytes()));
    for _ in 1..width.div_ceil(8) {
        for number in [2, -1, 0, 0, 0, 0] {
            file.number(i32::to_le_bytes(number));
        }
        file.text("", 8, b' ');
    }
}

fn packed(elements: &Bytes) -> Vec<u8> {
    let mut packed = Vec::new();
    for eight in elements.bytes.chunks(64) {
        let mut codes = Vec::new();
        let mut literals: Vec<u8> = Vec::new();
        for element in eight.chunks(8) {
            let mut bytes: [u8; 8] = element.try_into().expect("eight bytes");
            if elements.is_big_endian {
                bytes.reverse();
            }
            let value = f64::from_le_bytes(bytes);
            codes.push(if element == b"        " {
                254
            } else if value == f64::MIN {
                255
            } else if value.fract() == 0.0 && (-99.0..=151.0).contains(&value) {
                (value + 100.0) as u8
            } else {
                literals.extend(element);
                253
            });
        }
        codes.resize(8, 252);
        packed.extend(codes);
        packed.extend(literals);
    }
    packed
}

/// Two blocks, and their directory behind them.
fn zipped(file: &mut Bytes, codes: &[u8]) {
    let start = file.bytes.len() as u64;
    let mut blocks = Vec::new();
    let mut packed = Vec::new();
    for block in codes.chunks(codes.len().div_ceil(2)) {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(block).expect("packs");
        let bytes = encoder.finish().expect("packs");
        blocks.push((
            start + 24 + packed.len() as u64,
            block.len() as u32,
            bytes.len() as u32,
        ));
        packed.extend(bytes);
    }
    for number in [
        start,
        start + 24 + packed.len() as u64,
        24 + 24 * blocks.len() as u64,
    ] {
        file.number(number.to_le_bytes());
    }
    file.bytes.extend(packed);
    for number in [0_u64.wrapping_sub(100), 0] {
        file.number(number.to_le_bytes());
    }
    file.number((codes.len() as u32).to_le_bytes());
    file.number((blocks.len() as u32).to_le_bytes());
    for (place, whole, bytes) in blocks {
        file.number(place.to_le_bytes());
        file.number(place.to_le_bytes());
        file.number(whole.to_le_bytes());
        file.number(bytes.to_le_bytes());
    }
}
