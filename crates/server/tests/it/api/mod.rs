//! The API: what is documented is what is there, for whom it is there, and what it says to mistakes.

mod access;
mod mistakes;
mod openapi;
mod outside;
mod planted;
mod routes;
mod token;
mod words;
