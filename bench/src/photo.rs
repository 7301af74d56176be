//! What one photo costs: a generated JPEG of 12 megapixels through the program's own pipeline, beside decoding it alone.
//!
//! CPU time of this thread; memory is the kernel's high-water mark of resident pages, set back before each photo.

use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageFormat, Rgb, RgbImage};
use saar_domain::photo::Treatment;
use saar_server::photo::prepare;

use crate::cpu::thread_cpu;
use crate::report::Metrics;

/// A phone's 12 megapixels.
const WIDTH: u32 = 4_032;
const HEIGHT: u32 = 3_024;
/// What phones use.
const QUALITY: u8 = 90;

/// One round: photos until `duration` of CPU is used, at least one.
pub(crate) fn measure(duration: Duration) -> Result<Metrics> {
    measure_file(&picture(WIDTH, HEIGHT)?, duration)
}

fn measure_file(file: &[u8], duration: Duration) -> Result<Metrics> {
    let [mut whole, mut reference] = [Duration::ZERO; 2];
    let (mut photos, mut peak_kib, mut kept) = (0_u32, 0, 0);
    while photos == 0 || whole + reference < duration {
        let before_kib = resident_kib("VmRSS:")?;
        // 5: sets the high-water mark back to what is resident now.
        std::fs::write("/proc/self/clear_refs", "5").context("the high-water mark cannot be set back")?;
        let begun = thread_cpu()?;
        let prepared = prepare(file, Treatment::Reencoded).map_err(|refusal| anyhow!("refused: {refusal}"))?;
        whole += thread_cpu()?.saturating_sub(begun);
        peak_kib = peak_kib.max(resident_kib("VmHWM:")?.saturating_sub(before_kib));
        kept = prepared.small.len() + prepared.large.len();
        let begun = thread_cpu()?;
        std::hint::black_box(image::load_from_memory_with_format(file, ImageFormat::Jpeg)?);
        reference += thread_cpu()?.saturating_sub(begun);
        photos += 1;
    }
    let millis = |spent: Duration| spent.as_secs_f64() * 1e3 / f64::from(photos);
    let mut metrics = Metrics::new();
    metrics.insert("photo_cpu_ms", millis(whole));
    metrics.insert("decode_alone_cpu_ms", millis(reference));
    metrics.insert("photo_over_decode", millis(whole) / millis(reference));
    #[expect(clippy::cast_precision_loss, reason = "megabytes, for a table")]
    {
        metrics.insert("peak_memory_mib", peak_kib as f64 / 1024.0);
        metrics.insert("file_kib", file.len() as f64 / 1024.0);
        metrics.insert("kept_kib", kept as f64 / 1024.0);
    }
    Ok(metrics)
}

/// Soft shapes with grain on them: a flat picture would be too easy, and pure noise is no photo.
fn picture(width: u32, height: u32) -> Result<Vec<u8>> {
    let mut state = 1_u32;
    let picture = RgbImage::from_fn(width, height, |x, y| {
        // A small generator of numbers, the same each time.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = state.to_be_bytes()[0] & 15;
        let shape = |along: u32| (along / 16).to_le_bytes()[0];
        Rgb([shape(x) ^ grain, shape(y) ^ grain, shape(x + y) ^ grain])
    });
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, QUALITY).encode(
        picture.as_raw(),
        width,
        height,
        ExtendedColorType::Rgb8,
    )?;
    Ok(file)
}

fn resident_kib(name: &str) -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .with_context(|| format!("/proc/self/status has no {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_is_measured_in_time_and_memory() -> Result<()> {
        let metrics = measure_file(&picture(800, 600)?, Duration::ZERO)?;
        for name in [
            "photo_cpu_ms",
            "decode_alone_cpu_ms",
            "photo_over_decode",
            "file_kib",
            "kept_kib",
        ] {
            assert!(metrics[name] > 0.0, "{name}: {metrics:?}");
        }
        Ok(())
    }
}
