//! In what else than Chromium and from a server journeys are made: the page that is one file, Firefox and WebKitGTK; and
//! which journeys are left out of each, with the reason.

use crate::process::Failure;

/// What journeys are made in once more.
pub struct Variant {
    /// How it is called in a sentence, after "not in".
    name: &'static str,
    /// The files of `tests/e2e/` that hold its journeys; none is all of them.
    files: &'static [&'static str],
    /// Reasons, each with the journeys that it keeps out.
    left_out: &'static [(&'static str, &'static [&'static str])],
}

/// What no engine but Chromium is held to.
const PICTURES: (&str, &[&str]) = (
    "the approved pictures are Chromium's",
    &[
        "pictures::on_a_desktop_the_page_looks_as_approved_in_dark",
        "pictures::on_a_desktop_the_page_looks_as_approved_in_light",
        "pictures::on_a_phone_the_page_looks_as_approved_in_dark",
        "pictures::on_a_phone_the_page_looks_as_approved_in_light",
        "pictures::on_a_tablet_the_page_looks_as_approved_in_dark",
        "pictures::on_a_tablet_the_page_looks_as_approved_in_light",
        "pictures::what_is_missing_moved_or_recoloured_is_seen_and_how_letters_are_drawn_is_not",
    ],
);

/// The page that is one file, opened from the disk by a patient.
pub const ONE_FILE: Variant = Variant {
    name: "one file",
    files: &["answers", "first_load", "keeping", "languages", "patients", "prices", "reading"],
    left_out: &[
        (
            "it is one request; one_file.rs counts it",
            &[
                "first_load::the_page_loads_in_five_requests_and_asks_for_nothing_after",
                "languages::the_spanish_page_loads_in_five_requests_and_asks_for_nothing_after",
            ],
        ),
        (
            "nothing has to arrive",
            &["first_load::when_the_module_does_not_arrive_the_estimate_stays_and_the_page_says_so"],
        ),
        ("its pictures are those of the served page", &["first_load::axe_finds_nothing_at_any_size_in_light_and_dark"]),
        (
            "after a reload a list that was opened as a file has to be opened again",
            &["keeping::a_scenario_that_the_list_has_no_price_for_can_be_copied_and_comes_back"],
        ),
        (
            "its price list lies beside the page; one_file.rs follows the link without",
            &["languages::a_link_leads_to_the_other_language_and_keeps_the_query_and_the_fragment"],
        ),
        (
            "it makes its page out of the served one",
            &["languages::a_language_from_right_to_left_has_its_answers_on_the_right_and_nothing_sticks_out"],
        ),
        (
            "no code: nobody else can open a file of this device; one_file.rs prints",
            &["patients::a_filled_in_page_prints_on_two_sheets_with_a_code_that_opens_it_again"],
        ),
        (
            "no file beside it can be fetched; one_file.rs reads what it says",
            &["prices::a_list_beside_the_page_gives_its_prices"],
        ),
        (
            "no file beside it can be fetched",
            &[
                "prices::a_list_with_faults_gives_its_messages_and_typical_prices_stay",
                "prices::a_list_that_is_not_there_is_said",
            ],
        ),
        ("nothing can be fetched from anywhere", &["prices::a_list_on_another_server_is_refused"]),
    ],
};

/// Firefox, whose driver is geckodriver.
pub const FIREFOX: Variant = Variant {
    name: "Firefox",
    files: &[],
    left_out: &[
        PICTURES,
        (
            "its driver prints without the events by which a page is told to get ready for paper",
            &[
                "patients::a_filled_in_page_prints_on_two_sheets_with_a_code_that_opens_it_again",
                "quotes::a_printed_quote_opens_again_by_its_code_to_the_cent_and_without_a_name",
                "quotes::a_quote_that_is_not_ready_prints_one_sentence_and_no_notes",
                "quotes::a_spanish_quote_fits_on_one_page_as_well",
                "quotes::three_options_stand_side_by_side_on_one_page_of_paper",
                "reading::the_paper_has_the_answers_the_estimate_the_day_and_the_sources",
            ],
        ),
        (
            "its setting for a person's own colours is not that of a system",
            &[
                "patients::in_colours_of_the_persons_own_the_panels_keep_their_lines_and_their_states",
                "reading::in_forced_colours_everything_is_still_there",
            ],
        ),
        (
            "more of an answer lies there between the server and the page than in Chromium",
            &["faults::a_huge_price_list_is_not_fetched_to_its_end"],
        ),
        ("its driver shows no manifest", &["offline::the_manifests_are_whole_and_in_the_language_of_their_page"]),
        (
            "its driver cannot leave a site less to keep things in",
            &["offline::where_it_cannot_work_without_a_network_the_staff_page_says_why_and_goes_on"],
        ),
        (
            "its driver cannot stop a page as one that nobody looks at",
            &["faults::a_tab_that_slept_wipes_a_shared_tablet_and_loses_nothing_else"],
        ),
        (
            "its driver tells of no request for a file of the disk",
            &["one_file::it_starts_from_the_disk_and_may_fetch_nothing"],
        ),
        (
            "the tablet's script is fetched once more there where somebody goes back and forward",
            &["quotes::a_wipe_leaves_nothing_in_fields_storage_or_history"],
        ),
        (
            "its driver tells of a request before the policy of a page keeps it from being sent",
            &["embed::embed_leaves_the_fallback_where_the_host_page_forbids_frames"],
        ),
    ],
};

/// WebKitGTK, whose driver is WebKitWebDriver.
pub const WEBKIT: Variant = Variant {
    name: "WebKitGTK",
    files: &[],
    left_out: &[
        PICTURES,
        (
            "its driver cannot run a script before those of a page",
            &[
                "embed::embed_on_a_slow_device_brings_back_what_a_person_answered",
                "faults::a_clock_that_is_put_back_stops_no_watch",
                "faults::a_clock_that_is_years_off_is_said_where_days_matter",
                "faults::a_price_list_that_never_arrives_is_given_up",
                "faults::a_program_that_the_browser_blocks_leaves_the_estimate_to_be_read",
                "faults::a_shared_tablet_that_has_stopped_is_wiped_all_the_same",
                "faults::a_tab_that_slept_wipes_a_shared_tablet_and_loses_nothing_else",
                "keeping::a_browser_that_keeps_nothing_says_so_and_goes_on",
                "keeping::a_link_to_copy_by_hand_follows_the_answers",
                "offline::where_it_cannot_work_without_a_network_the_staff_page_says_why_and_goes_on",
                "one_file::a_browser_that_cannot_unpack_it_says_so_and_the_estimate_stays",
                "price_editor::where_there_is_no_room_to_keep_it_the_editor_says_so_and_works",
                "quotes::a_browser_that_takes_its_time_makes_no_copy_of_a_quote",
                "quotes::blocked_or_full_storage_is_said_and_everything_goes_on",
                "staff::where_the_browser_keeps_nothing_the_staff_page_says_so_and_works",
            ],
        ),
        (
            "its driver cannot turn scripts off",
            &[
                "first_load::what_is_there_before_the_start_is_there_after_it",
                "first_load::without_scripts_the_estimate_is_there_to_read",
                "languages::the_spanish_page_says_before_its_start_what_it_says_after",
                "one_file::without_scripts_it_is_there_to_read",
                "staff::without_scripts_and_without_the_module_the_staff_page_says_what_it_needs",
            ],
        ),
        (
            "its driver cannot keep requests from arriving",
            &["first_load::when_the_module_does_not_arrive_the_estimate_stays_and_the_page_says_so"],
        ),
        (
            "its driver cannot read the clipboard",
            &[
                "keeping::a_link_opens_to_the_same_cents_and_says_what_it_shows",
                "one_file::its_link_is_said_to_be_for_this_device_and_no_paper_has_it",
                "patients::a_filled_in_page_prints_on_two_sheets_with_a_code_that_opens_it_again",
                "patients::by_keyboard_alone_everything_is_reached_and_the_focus_is_always_seen",
            ],
        ),
        (
            "its driver cannot download",
            &[
                "keeping::answers_are_saved_as_a_file_and_opened_again",
                "keeping::the_calendar_asks_for_a_first_day_and_then_holds_neutral_days",
                "price_editor::a_menu_with_a_mistake_is_mended_by_keyboard_and_saved_byte_for_byte",
                "quotes::a_saved_quote_opens_again_and_one_from_a_later_version_says_what_it_needs",
            ],
        ),
        ("its driver cannot show a manifest", &["offline::the_manifests_are_whole_and_in_the_language_of_their_page"]),
        (
            "its driver cannot have a finger instead of a mouse",
            &[
                "patients::a_first_visit_on_a_phone_by_touch",
                "patients::whatever_can_be_touched_is_large_enough_for_a_finger",
                "price_editor::a_list_is_made_from_nothing_by_touch",
                "quotes::the_same_by_touch_on_a_tablet_and_turned_to_the_patient",
            ],
        ),
        (
            "its driver cannot have a window narrower than 447 pixels",
            &["patients::at_400_per_cent_nothing_overlaps_or_scrolls_sideways_and_everything_is_reached"],
        ),
        (
            "its driver cannot set forced-colors",
            &[
                "patients::in_colours_of_the_persons_own_the_panels_keep_their_lines_and_their_states",
                "reading::in_forced_colours_everything_is_still_there",
            ],
        ),
        (
            "its driver cannot print",
            &[
                "quotes::a_printed_quote_opens_again_by_its_code_to_the_cent_and_without_a_name",
                "quotes::a_quote_that_is_not_ready_prints_one_sentence_and_no_notes",
                "quotes::a_shared_tablet_warns_and_wipes_when_nobody_touches_it",
                "quotes::a_spanish_quote_fits_on_one_page_as_well",
                "quotes::printing_the_price_list_prints_no_quote",
                "quotes::the_office_copy_has_the_notes_and_the_good_faith_estimate_its_fields",
                "quotes::three_options_stand_side_by_side_on_one_page_of_paper",
                "reading::the_paper_has_the_answers_the_estimate_the_day_and_the_sources",
            ],
        ),
        (
            "a field for a day takes no keys there as in the other engines",
            &[
                "answers::a_day_for_the_first_session_gives_the_timeline_dates",
                "reading::the_paper_of_a_clinic_has_its_name_and_the_dates",
            ],
        ),
        (
            "its driver gives no text of a cell of the grid",
            &[
                "price_editor::the_grid_is_walked_through_edited_and_undone_by_keyboard_alone",
                "price_editor::a_reload_offers_the_list_again_and_it_can_be_discarded",
                "price_editor::the_longest_list_is_paged_and_every_row_is_reached",
            ],
        ),
        (
            "more of an answer lies there between the server and the page than in Chromium",
            &["faults::a_huge_price_list_is_not_fetched_to_its_end"],
        ),
        (
            "it lets a program run that the server's policy forbids, until the page is loaded a second time",
            &["faults::a_program_that_a_policy_blocks_leaves_the_estimate_to_be_read"],
        ),
        ("its driver lets no page open a tab", &["quotes::a_duplicated_tab_goes_on_with_a_number_of_its_own"]),
        (
            "a list that breaks off counts there as a whole one",
            &["faults::a_price_list_that_does_not_come_is_said_with_what_was_found"],
        ),
        (
            "the tablet's own script counts there as a part of the load",
            &["staff::the_staff_page_loads_in_five_requests_and_then_sets_up_the_tablet"],
        ),
    ],
};

impl Variant {
    /// The journeys to make, out of the list that the test program gives, and the lines that say what is not made and
    /// why; of both only what a person asked for, who may have asked for all.
    pub fn chosen(&self, list: &str, filters: &[String]) -> Result<(Vec<String>, Vec<String>), Failure> {
        let all: Vec<&str> = list.lines().filter_map(|line| line.strip_suffix(": test")).collect();
        let left_out = || self.left_out.iter().flat_map(|(why, journeys)| journeys.iter().map(move |one| (*one, *why)));
        if let Some((gone, _)) = left_out().find(|(journey, _)| !all.contains(journey)) {
            return Err(Failure::new(format!(
                "there is no journey `{gone}`; take it out of those not in {} in src/bin/xtask/variants.rs",
                self.name
            )));
        }
        let is_asked = |journey: &str| filters.is_empty() || filters.iter().any(|filter| journey.contains(&**filter));
        let is_of_it = |journey: &str| {
            self.files.is_empty() || journey.split_once("::").is_some_and(|(file, _)| self.files.contains(&file))
        };
        let is_left_out = |journey: &str| left_out().any(|(known, _)| known == journey);
        let made = all.into_iter().filter(|journey| is_of_it(journey) && !is_left_out(journey) && is_asked(journey));
        let line = |(journey, reason): (&str, &str)| format!("not in {}: {journey} ({reason})", self.name);
        let lines = left_out().filter(|(journey, _)| is_asked(journey)).map(line);
        Ok((made.map(str::to_owned).collect(), lines.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOME: Variant = Variant {
        name: "a dream",
        files: &["answers", "prices"],
        left_out: &[("nobody prints there", &["answers::on_paper", "answers::on_large_paper"])],
    };

    const LIST: &str = "answers::on_paper: test\nanswers::on_large_paper: test\nanswers::one: test\nstaff::two: test\n\
                        prices::three: test\n\n5 tests, 0 benchmarks\n";

    fn chosen(list: &str, filters: &[&str]) -> Result<(Vec<String>, Vec<String>), String> {
        let filters: Vec<String> = filters.iter().map(|&filter| filter.to_owned()).collect();
        SOME.chosen(list, &filters).map_err(|failure| failure.to_string())
    }

    #[test]
    fn journeys_are_made_but_for_those_that_are_named() {
        let (made, lines) = chosen(LIST, &[]).unwrap();
        assert_eq!(made, ["answers::one", "prices::three"]);
        assert_eq!(
            lines,
            [
                "not in a dream: answers::on_paper (nobody prints there)",
                "not in a dream: answers::on_large_paper (nobody prints there)"
            ]
        );
        let (made, lines) = chosen(LIST, &["three", "large_paper"]).unwrap();
        assert_eq!(made, ["prices::three"]);
        assert_eq!(lines.len(), 1);
    }

    #[test]
    fn a_journey_that_is_no_more_is_named() {
        let failure = chosen("answers::one: test\n", &[]);
        assert!(failure.is_err_and(|words| words.contains("answers::on_paper") && words.contains("a dream")));
    }
}
