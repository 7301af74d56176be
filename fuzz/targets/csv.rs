//! Any bytes as a file of this kind.
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| saar_fuzz::file(bytes, saar_domain::import::Kind::Csv));
