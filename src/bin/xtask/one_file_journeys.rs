//! Which of the patient journeys are made on the page that is one file as well, and which are not, each with its reason.

use crate::process::Failure;

/// The journeys of patients, by the files of `tests/e2e/` that hold them.
const OF_PATIENTS: [&str; 7] = ["answers", "first_load", "keeping", "languages", "patients", "prices", "reading"];

/// Journeys that only a served page can make.
const NOT_IN_ONE_FILE: [(&str, &str); 12] = [
    (
        "first_load::the_page_loads_in_five_requests_and_asks_for_nothing_after",
        "it is one request; one_file.rs counts it",
    ),
    ("first_load::when_the_module_does_not_arrive_the_estimate_stays_and_the_page_says_so", "nothing has to arrive"),
    ("first_load::axe_finds_nothing_at_any_size_in_light_and_dark", "its pictures are those of the served page"),
    (
        "keeping::a_scenario_that_the_list_has_no_price_for_can_be_copied_and_comes_back",
        "after a reload a list that was opened as a file has to be opened again",
    ),
    (
        "languages::the_spanish_page_loads_in_five_requests_and_asks_for_nothing_after",
        "it is one request; one_file.rs counts it",
    ),
    (
        "languages::a_link_leads_to_the_other_language_and_keeps_the_query_and_the_fragment",
        "its price list lies beside the page; one_file.rs follows the link without",
    ),
    (
        "languages::a_language_from_right_to_left_has_its_answers_on_the_right_and_nothing_sticks_out",
        "it makes its page out of the served one",
    ),
    (
        "patients::a_filled_in_page_prints_on_two_sheets_with_a_code_that_opens_it_again",
        "no code: nobody else can open a file of this device; one_file.rs prints",
    ),
    (
        "prices::a_list_beside_the_page_gives_its_prices",
        "no file beside it can be fetched; one_file.rs reads what it says",
    ),
    ("prices::a_list_with_faults_gives_its_messages_and_typical_prices_stay", "no file beside it can be fetched"),
    ("prices::a_list_that_is_not_there_is_said", "no file beside it can be fetched"),
    ("prices::a_list_on_another_server_is_refused", "nothing can be fetched from anywhere"),
];

/// The journeys to make, out of the list that the test program gives, and the lines that say what is not made and why;
/// of both only what a person asked for, who may have asked for all.
pub fn chosen(list: &str, filters: &[String]) -> Result<(Vec<String>, Vec<String>), Failure> {
    let all: Vec<&str> = list.lines().filter_map(|line| line.strip_suffix(": test")).collect();
    if let Some((gone, _)) = NOT_IN_ONE_FILE.iter().find(|(journey, _)| !all.contains(journey)) {
        return Err(Failure::new(format!(
            "there is no journey `{gone}`; take it out of NOT_IN_ONE_FILE in src/bin/xtask/one_file_journeys.rs"
        )));
    }
    let is_asked = |journey: &str| filters.is_empty() || filters.iter().any(|filter| journey.contains(&**filter));
    let of_patients = |journey: &str| journey.split_once("::").is_some_and(|(file, _)| OF_PATIENTS.contains(&file));
    let is_left_out = |journey: &str| NOT_IN_ONE_FILE.iter().any(|(known, _)| *known == journey);
    let made = all.into_iter().filter(|journey| of_patients(journey) && !is_left_out(journey) && is_asked(journey));
    let left_out = NOT_IN_ONE_FILE.iter().filter(|(journey, _)| is_asked(journey));
    let line = |(journey, reason): &(&str, &str)| format!("not in one file: {journey} ({reason})");
    Ok((made.map(str::to_owned).collect(), left_out.map(line).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn journeys_of_patients_are_made_but_for_those_that_are_named() {
        let left_out: String = NOT_IN_ONE_FILE.iter().map(|(journey, _)| format!("{journey}: test\n")).collect();
        let list =
            format!("{left_out}answers::one: test\nstaff::two: test\nprices::three: test\n\n3 tests, 0 benchmarks\n");
        let chosen = |filters: &[&str]| {
            let filters: Vec<String> = filters.iter().map(|&filter| filter.to_owned()).collect();
            chosen(&list, &filters).map_err(|failure| failure.to_string())
        };
        let (made, lines) = chosen(&[]).unwrap();
        assert_eq!(made, ["answers::one", "prices::three"]);
        assert_eq!(lines.len(), NOT_IN_ONE_FILE.len());
        let (made, lines) = chosen(&["three", "when_the_module"]).unwrap();
        assert_eq!(made, ["prices::three"]);
        assert_eq!(lines.len(), 1);
    }

    #[test]
    fn a_journey_that_is_no_more_is_named() {
        let failure = chosen("answers::one: test\n", &[]).err().map(|failure| failure.to_string());
        assert!(failure.is_some_and(|words| words.contains(NOT_IN_ONE_FILE[0].0)));
    }
}
