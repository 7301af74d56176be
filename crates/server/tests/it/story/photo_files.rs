//! Files such as phones and mischief make them, made here.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, Rgb, RgbImage};

/// Where it was taken, in every block of metadata.
pub const GPS: &str = "GPS 52.0907N 5.1214E saar-canary-xq";

/// A small picture: left red, right blue.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, _| {
        if x * 2 < width {
            Rgb([200, 10, 10])
        } else {
            Rgb([10, 10, 200])
        }
    });
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 90)
        .encode(picture.as_raw(), width, height, ExtendedColorType::Rgb8)
        .unwrap();
    file
}

/// A JPEG with EXIF, XMP, IPTC, ICC, MPF, a comment and something behind it, each with the place in it.
pub fn laden() -> Vec<u8> {
    let plain = jpeg(400, 300);
    let segment = |marker: u8, head: &[u8]| {
        let payload = [head, GPS.as_bytes()].concat();
        let length = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], length.as_slice(), &payload].concat()
    };
    [
        plain[..2].to_vec(),
        segment(0xe1, b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"),
        segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0"),
        segment(0xed, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x40"),
        segment(0xe2, b"ICC_PROFILE\0\x01\x01"),
        segment(0xe2, b"MPF\0MM\0*"),
        segment(0xfe, b""),
        plain[2..].to_vec(),
        GPS.as_bytes().to_vec(),
    ]
    .concat()
}

/// A JPEG that says it has so many pixels.
pub fn announced(width: u16, height: u16) -> Vec<u8> {
    let mut file = jpeg(16, 16);
    let frame = file.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    file[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    file[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    file
}

/// A form with files, as a browser without scripts sends it: its media type and body.
pub fn form(fields: &[(&str, &str)], files: &[&[u8]]) -> (String, Vec<u8>) {
    let edge = "edge-of-a-form-xq";
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--{edge}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.as_bytes());
    }
    for file in files {
        // The name and the type that a browser gives are what the sender's phone calls it: here a lie.
        let head = format!(
            "--{edge}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"buurman.svg\"\r\ncontent-type: image/svg+xml\r\n\r\n"
        );
        body.extend(head.as_bytes());
        body.extend(*file);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{edge}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={edge}"), body)
}
