//! From a file that somebody sent to the two pictures that are kept.
//!
//! Threat: the file is made to break its reader, or carries what its sender does not know of: where it was taken, with what, by whom. It is decoded
//! within limits and written anew from its pixels alone, so nothing of the file itself is ever stored.

mod darkroom;
mod desk;

pub use darkroom::Darkroom;
pub use desk::{Closed, Desk, Key, Piece, State, Taken};

use fast_image_resize::images::Image as Raster;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::error::ImageError;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, Limits, RgbImage, metadata::Orientation};
use saar_domain::limits;
use saar_domain::photo::{Format, Refusal, Size, Treatment, is_whole, recognise};
use std::io::Cursor;

/// JPEG's own scale. Above it the file grows, and the eye sees no more of a jacket.
const QUALITY: u8 = 82;
/// Steps of each colour where nobody may be recognisable.
const COLOUR_STEPS: u8 = 4;

/// What is kept of a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// JPEG.
    pub small: Vec<u8>,
    /// JPEG.
    pub large: Vec<u8>,
    /// Pixels of the large picture.
    pub width: u32,
    /// Pixels of the large picture.
    pub height: u32,
}

/// Decodes, turns upright, makes smaller, writes anew. Takes long and much memory: [`Darkroom`] bounds both.
pub fn prepare(bytes: &[u8], treatment: Treatment) -> Result<Prepared, Refusal> {
    let upright = decode(bytes)?;
    let picture = match treatment {
        Treatment::Reencoded => upright,
        Treatment::Fields => fields(&upright)?,
    };
    let large = shrink(&picture, Size::Large.side_pixels_max())?;
    let small = shrink(&large, Size::Small.side_pixels_max())?;
    Ok(Prepared {
        small: encode(&small)?,
        large: encode(&large)?,
        width: large.width(),
        height: large.height(),
    })
}

fn decode(bytes: &[u8]) -> Result<RgbImage, Refusal> {
    if bytes.len() > limits::PHOTO_BYTES_MAX {
        return Err(Refusal::TooLarge);
    }
    let format = recognise(bytes)?;
    if !is_whole(format, bytes) {
        return Err(Refusal::Broken);
    }
    let file = Cursor::new(bytes);
    match format {
        Format::Jpeg => read(JpegDecoder::new(file).map_err(|error| refusal(&error))?),
        Format::Png => read(PngDecoder::with_limits(file, bounds()).map_err(|error| refusal(&error))?),
        Format::WebP => read(WebPDecoder::new(file).map_err(|error| refusal(&error))?),
    }
}

fn bounds() -> Limits {
    let mut bounds = Limits::no_limits();
    bounds.max_image_width = Some(limits::PHOTO_SIDE_PIXELS_MAX);
    bounds.max_image_height = Some(limits::PHOTO_SIDE_PIXELS_MAX);
    bounds.max_alloc = Some(limits::PHOTO_DECODE_BYTES_MAX);
    bounds
}

/// Threat: a file of a few kilobytes that says it is gigapixels. What it says is read and judged before any pixel is.
fn read(mut decoder: impl ImageDecoder) -> Result<RgbImage, Refusal> {
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let too_many = pixels > limits::PHOTO_PIXELS_MAX || decoder.total_bytes() > limits::PHOTO_DECODE_BYTES_MAX;
    if too_many || width.max(height) > limits::PHOTO_SIDE_PIXELS_MAX {
        return Err(Refusal::TooManyPixels);
    }
    decoder.set_limits(bounds()).map_err(|error| refusal(&error))?;
    // An orientation that cannot be read is none.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error))?;
    picture.apply_orientation(orientation);
    Ok(opaque(picture))
}

fn refusal(error: &ImageError) -> Refusal {
    match error {
        ImageError::Limits(_) => Refusal::TooManyPixels,
        _ => Refusal::Broken,
    }
}

/// JPEG has no transparency: what shines through is white, and not the colour that a see-through pixel happens to hold.
fn opaque(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let mut flat = RgbImage::new(picture.width(), picture.height());
    for (to, from) in flat.pixels_mut().zip(picture.pixels()) {
        let [r, g, b, alpha] = from.0.map(u16::from);
        let over_white = |colour: u16| u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX);
        to.0 = [over_white(r), over_white(g), over_white(b)];
    }
    flat
}

/// The same picture with its longer side at most that long; never larger than it is.
fn shrink(picture: &RgbImage, side: u32) -> Result<RgbImage, Refusal> {
    let (width, height) = fit(picture.width(), picture.height(), side);
    if (width, height) == picture.dimensions() {
        return Ok(picture.clone());
    }
    resize(picture, width, height, ResizeAlg::Convolution(FilterType::CatmullRom))
}

fn resize(picture: &RgbImage, width: u32, height: u32, algorithm: ResizeAlg) -> Result<RgbImage, Refusal> {
    let source =
        fast_image_resize::images::ImageRef::new(picture.width(), picture.height(), picture.as_raw(), PixelType::U8x3)
            .map_err(|_| Refusal::Broken)?;
    let mut target = Raster::new(width, height, PixelType::U8x3);
    Resizer::new()
        .resize(&source, &mut target, &ResizeOptions::new().resize_alg(algorithm))
        .map_err(|_| Refusal::Broken)?;
    RgbImage::from_raw(width, height, target.into_vec()).ok_or(Refusal::Broken)
}

/// Sides in the same proportion, the longer one at most that long, neither of them nothing.
fn fit(width: u32, height: u32, side: u32) -> (u32, u32) {
    let longer = width.max(height);
    if longer <= side {
        return (width, height);
    }
    let scaled = |length: u32| {
        let exact = (u64::from(length) * u64::from(side) + u64::from(longer) / 2) / u64::from(longer);
        u32::try_from(exact).unwrap_or(side).max(1)
    };
    (scaled(width), scaled(height))
}

/// A handful of flat fields in a handful of colours: the colour of a car remains, no face and no plate.
fn fields(picture: &RgbImage) -> Result<RgbImage, Refusal> {
    let (across, down) = fit(picture.width(), picture.height(), limits::PHOTO_FIELDS_MAX);
    // Box: each field is the mean of what it covers, and of nothing else.
    let mut coarse = resize(picture, across, down, ResizeAlg::Convolution(FilterType::Box))?;
    let step = 255 / (COLOUR_STEPS - 1);
    for pixel in coarse.pixels_mut() {
        pixel.0 = pixel
            .0
            .map(|colour| (colour.saturating_add(step / 2) / step).min(COLOUR_STEPS - 1) * step);
    }
    let side = Size::Small.side_pixels_max() / limits::PHOTO_FIELDS_MAX;
    resize(&coarse, across * side, down * side, ResizeAlg::Nearest)
}

/// Pixels to JPEG: the frame that every reader needs, and nothing about where they come from.
fn encode(picture: &RgbImage) -> Result<Vec<u8>, Refusal> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, QUALITY)
        .encode(
            picture.as_raw(),
            picture.width(),
            picture.height(),
            ExtendedColorType::Rgb8,
        )
        .map_err(|_| Refusal::Broken)?;
    Ok(file)
}

#[cfg(test)]
mod tests;
