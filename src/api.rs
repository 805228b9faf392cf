//! The headless estimator as JavaScript functions: JSON in, JSON out.
