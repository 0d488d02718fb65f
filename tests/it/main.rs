//! Every test that looks at the program from outside its modules, in one binary.

mod architecture;
mod cli;
mod formats;
mod keys;
mod property;
mod pty;
mod readme;
mod released;
mod sample;
