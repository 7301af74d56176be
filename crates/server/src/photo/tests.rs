//! Files made here, good and bad, and what becomes of them.

use super::*;
use image::{ImageEncoder as _, Rgb, Rgba};

/// Where a photo was taken, as every planted block of metadata has it.
const GPS: &[u8] = b"GPS 52.0907N 5.1214E saar-canary-xq";

fn scene(width: u32, height: u32) -> RgbImage {
    // Left red, right blue, the upper edge green: which way is up can be seen.
    RgbImage::from_fn(width, height, |x, y| match (x * 2 < width, y * 8 < height) {
        (_, true) => Rgb([10, 200, 10]),
        (true, _) => Rgb([200, 10, 10]),
        (false, _) => Rgb([10, 10, 200]),
    })
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    encode(picture).unwrap()
}

/// A segment of a JPEG.
fn segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], length.as_slice(), payload].concat()
}

/// EXIF with an orientation and a description.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    // Tag 0x0112 (orientation), SHORT, one.
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    // Tag 0x010e (description), ASCII, at offset 38.
    tiff.extend([0x01, 0x0e, 0, 2, 0, 0, 0, u8::try_from(GPS.len()).unwrap(), 0, 0, 0, 38]);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(GPS);
    tiff
}

/// A JPEG with every kind of metadata that phones and programs put there.
pub(crate) fn laden_jpeg(picture: &RgbImage, orientation: u8) -> Vec<u8> {
    let plain = jpeg(picture);
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>".as_slice(), GPS].concat();
    let iptc = [b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x40".as_slice(), GPS].concat();
    let icc = [b"ICC_PROFILE\0\x01\x01".as_slice(), GPS].concat();
    let mpf = [b"MPF\0MM\0*".as_slice(), GPS].concat();
    [
        &plain[..2],
        &segment(0xe1, &exif(orientation)),
        &segment(0xe1, &xmp),
        &segment(0xed, &iptc),
        &segment(0xe2, &icc),
        &segment(0xe2, &mpf),
        &segment(0xfe, GPS),
        &plain[2..],
        // A second picture behind the first, as phones do; and an archive that would open by itself.
        &plain,
        b"PK\x03\x04",
        GPS,
    ]
    .concat()
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |mut crc, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        }
        crc
    })
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind.as_slice(), data].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [length.as_slice(), &body, &crc(&body).to_be_bytes()].concat()
}

fn laden_png(picture: &RgbImage) -> Vec<u8> {
    let mut plain = Vec::new();
    image::codecs::png::PngEncoder::new(&mut plain)
        .write_image(picture, picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .unwrap();
    let text = [b"Comment\0".as_slice(), GPS].concat();
    let itxt = [b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), GPS].concat();
    [
        &plain[..33],
        &chunk(b"tEXt", &text),
        &chunk(b"iTXt", &itxt),
        &chunk(b"eXIf", &exif(1)[6..]),
        &plain[33..],
        GPS,
    ]
    .concat()
}

fn laden_webp(picture: &RgbImage) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut plain);
    encoder.set_exif_metadata(exif(1)[6..].to_vec()).unwrap();
    encoder.set_icc_profile(GPS.to_vec()).unwrap();
    encoder
        .encode(picture, picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .unwrap();
    plain
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

fn read_back(jpeg: &[u8]) -> RgbImage {
    image::load_from_memory_with_format(jpeg, image::ImageFormat::Jpeg)
        .unwrap()
        .into_rgb8()
}

/// The markers of a JPEG before its pixels.
fn markers(bytes: &[u8]) -> Vec<u8> {
    let (mut at, mut found) = (2, Vec::new());
    while bytes[at + 1] != 0xda {
        found.push(bytes[at + 1]);
        at += 2 + usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
    }
    found
}

#[test]
fn nothing_of_the_file_but_its_pixels_is_kept() {
    let picture = scene(400, 300);
    for (name, file) in [
        ("jpeg", laden_jpeg(&picture, 1)),
        ("png", laden_png(&picture)),
        ("webp", laden_webp(&picture)),
    ] {
        assert!(holds(&file, GPS), "{name}: planted");
        let kept = prepare(&file, Treatment::Reencoded).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        for bytes in [&kept.small, &kept.large] {
            for trace in [
                GPS,
                b"canary",
                b"Exif",
                b"http://ns",
                b"8BIM",
                b"ICC_PROFILE",
                b"MPF",
                b"PK\x03\x04",
                b"52.09",
            ] {
                assert!(!holds(bytes, trace), "{name} keeps {}", String::from_utf8_lossy(trace));
            }
            // JFIF's own frame, tables, size of the picture: no other application segment, and no comment.
            assert!(
                markers(bytes)
                    .iter()
                    .all(|marker| matches!(marker, 0xe0 | 0xdb | 0xc0 | 0xc4)),
                "{name} {:x?}",
                markers(bytes)
            );
            let end = bytes.windows(2).position(|pair| pair == [0xff, 0xd9]).unwrap();
            assert_eq!(end + 2, bytes.len(), "{name}: nothing behind the picture");
        }
        assert_eq!((kept.width, kept.height), (400, 300), "never larger than it was");
        assert_eq!(read_back(&kept.small).dimensions(), (320, 240));
        let Rgb([red, _, blue]) = *read_back(&kept.large).get_pixel(20, 200);
        assert!(red > 150 && blue < 80, "{name}: still the same picture");
    }
}

#[test]
fn what_was_taken_on_its_side_stands_upright() {
    // The camera turned clockwise: the pixels lie, and the file says "rotate by 90 degrees".
    let lying = image::imageops::rotate270(&scene(3200, 1600));
    let kept = prepare(&laden_jpeg(&lying, 6), Treatment::Reencoded).unwrap();
    assert_eq!((kept.width, kept.height), (1600, 800));
    let large = read_back(&kept.large);
    let Rgb([red, green, blue]) = *large.get_pixel(800, 20);
    assert!(green > 150 && red < 80 && blue < 80, "green is up");
    assert!(large.get_pixel(100, 600).0[0] > 150 && large.get_pixel(1500, 600).0[2] > 150);
}

#[test]
fn where_nobody_may_be_recognisable_a_handful_of_fields_is_left() {
    // Every pixel differs: a face, a plate, whatever.
    let busy = RgbImage::from_fn(900, 600, |x, y| {
        Rgb([
            (x * 7).to_le_bytes()[0],
            (y * 13).to_le_bytes()[0],
            (x * y).to_le_bytes()[0],
        ])
    });
    let kept = prepare(&jpeg(&busy), Treatment::Fields).unwrap();
    let large = read_back(&kept.large);
    let side = large.width() / 6;
    assert_eq!((large.width(), large.height()), (side * 6, side * 4));
    for (x, y, pixel) in large.enumerate_pixels() {
        let middle = large.get_pixel(x / side * side + side / 2, y / side * side + side / 2);
        // Inside a field, away from its edge (JPEG's blocks lie across), all is one colour.
        let inside = |at: u32| (9..side - 9).contains(&(at % side));
        if inside(x) && inside(y) {
            assert!(
                pixel
                    .0
                    .iter()
                    .zip(middle.0)
                    .all(|(one, other)| one.abs_diff(other) < 24),
                "{x} {y}"
            );
        }
    }
    // A difference that is smaller than a field leaves no trace: two pictures become the same bytes.
    let mut other = RgbImage::from_pixel(900, 600, Rgb([60, 60, 60]));
    let plain = prepare(&laden_png(&other), Treatment::Fields).unwrap();
    for x in 400..430 {
        for y in 300..306 {
            other.put_pixel(x, y, Rgb([255, 255, 0]));
        }
    }
    assert_eq!(prepare(&laden_png(&other), Treatment::Fields).unwrap(), plain);
}

#[test]
fn what_shines_through_is_white() {
    let mut file = Vec::new();
    let clear = image::RgbaImage::from_pixel(40, 40, Rgba([255, 0, 0, 0]));
    image::codecs::png::PngEncoder::new(&mut file)
        .write_image(&clear, 40, 40, ExtendedColorType::Rgba8)
        .unwrap();
    let kept = prepare(&file, Treatment::Reencoded).unwrap();
    assert_eq!(read_back(&kept.large).get_pixel(20, 20).0, [255, 255, 255]);
}

/// A PNG that says it is that large; the pixels that it has are all one.
fn announced_png(width: u32, height: u32) -> Vec<u8> {
    let header = [width.to_be_bytes().as_slice(), &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    // A stored block of nothing, in zlib's frame.
    let nothing = [0x78, 0x01, 0x01, 0, 0, 0xff, 0xff, 0, 0, 0, 1];
    [
        b"\x89PNG\r\n\x1a\n".as_slice(),
        &chunk(b"IHDR", &header),
        &chunk(b"IDAT", &nothing),
        &chunk(b"IEND", &[]),
    ]
    .concat()
}

/// A JPEG whose header says that it is that large.
fn announced_jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut file = jpeg(&scene(16, 16));
    let frame = file.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    file[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    file[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    file
}

#[test]
fn bombs_and_giants_are_refused_by_what_they_announce() {
    for (name, file) in [
        ("png of 2.5 gigapixels", announced_png(50_000, 50_000)),
        ("jpeg of 4 gigapixels", announced_jpeg(65_500, 65_500)),
        ("50 megapixels", announced_jpeg(8_660, 5_774)),
        ("a strip", announced_png(20_000, 1)),
    ] {
        assert!(file.len() < 4_000, "{name} is small");
        assert_eq!(
            prepare(&file, Treatment::Reencoded),
            Err(Refusal::TooManyPixels),
            "{name}"
        );
    }
    // 24 megapixels in 16 bits with transparency are more bytes than a decoder may ask for.
    let mut deep = announced_png(6_000, 4_100);
    deep[24] = 16;
    deep[25] = 6;
    let sum = crc(&deep[12..29]).to_be_bytes();
    deep[29..33].copy_from_slice(&sum);
    assert_eq!(prepare(&deep, Treatment::Reencoded), Err(Refusal::TooManyPixels));
    let heavy = [jpeg(&scene(16, 16)), vec![0; limits::PHOTO_BYTES_MAX]].concat();
    assert_eq!(prepare(&heavy, Treatment::Reencoded), Err(Refusal::TooLarge));
}

#[test]
fn what_is_cut_off_or_broken_is_refused_and_never_painted_grey() {
    let picture = scene(300, 200);
    for (name, file) in [
        ("jpeg", jpeg(&picture)),
        ("png", laden_png(&picture)),
        ("webp", laden_webp(&picture)),
    ] {
        let tail = if name == "png" { GPS.len() } else { 0 };
        for part in [0.999, 0.9, 0.5, 0.1] {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss,
                reason = "a share of a file"
            )]
            let length = ((file.len() - tail) as f64 * part) as usize;
            assert_eq!(
                prepare(&file[..length], Treatment::Reencoded),
                Err(Refusal::Broken),
                "{name} {part}"
            );
        }
    }
    assert_eq!(
        prepare(&announced_png(300, 200), Treatment::Reencoded),
        Err(Refusal::Broken),
        "no pixels inside"
    );
    let mut scrambled = laden_png(&picture);
    let middle = scrambled.len() / 2;
    scrambled[middle] ^= 0xff;
    assert_eq!(prepare(&scrambled, Treatment::Reencoded), Err(Refusal::Broken));
}

#[test]
fn what_is_two_things_at_once_is_neither_or_a_picture_alone() {
    // An image of one kind that is a program in another language, and drawings that are programs.
    for (file, expected) in [
        (b"GIF89a/*<svg onload=alert(1)>*/=1;".as_slice(), Refusal::Gif),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
            Refusal::Svg,
        ),
        (b"<html>\xff\xd8\xff", Refusal::NotAPicture),
        (b"%PDF-1.7 \xff\xd8\xff\xe0", Refusal::NotAPicture),
        (b"\xff\xd8\xff<script>alert(1)</script>", Refusal::Broken),
    ] {
        assert_eq!(
            prepare(file, Treatment::Reencoded),
            Err(expected),
            "{}",
            String::from_utf8_lossy(file)
        );
    }
    // A good picture with a page in its comment and an archive behind it: the picture comes through, alone.
    let both = [jpeg(&scene(64, 64)), b"<script>alert(1)</script>PK\x05\x06".to_vec()].concat();
    let kept = prepare(&both, Treatment::Reencoded).unwrap();
    assert!(!holds(&kept.large, b"script") && !holds(&kept.large, b"PK\x05"));
}
