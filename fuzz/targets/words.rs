//! Any text as the words of an alarm.
#![no_main]
libfuzzer_sys::fuzz_target!(|text: &str| saar_fuzz::words(text));
