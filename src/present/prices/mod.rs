//! The words of the price-list view (`#/prices`); only the staff's program has them.
