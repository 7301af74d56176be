//! What people live through with SAAR, told as they would tell it.

mod alarm;
