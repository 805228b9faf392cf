/** What is wrong with an input: where, what stands there, and what to put instead. */
export interface Problem {
  code: "type" | "range" | "missing" | "unknown-key" | "unknown-word" | "conflict" | "version";
  path: string;
  problem: string;
  fix: string;
}

export type Concern =
  | "acne-scars-rolling" | "acne-scars-boxcar" | "acne-scars-icepick" | "acne-scars-mixed" | "wrinkles" | "laxity"
  | "texture" | "pores" | "melasma" | "dark-marks" | "stretch-marks" | "surgical-scar" | "burn-scar" | "hair-thinning";
export type Area = "face" | "face-neck" | "neck-chest" | "spot" | "abdomen" | "thighs" | "back" | "hands" | "scalp";
export type Treatment = "standard" | "prp" | "tox" | "nano-gold" | "rf";
export type Laser =
  | "non-ablative-fractional" | "ablative-fractional" | "full-field" | "picosecond" | "ipl" | "pulsed-dye";
export type Grade = "A" | "B" | "C" | "none" | "assumed";
export interface Range { low: number; high: number }

/** One question to the estimator; every absent answer means "the usual". */
export interface Scenario {
  version: 1;
  concern: Concern;
  severity?: "mild" | "moderate" | "severe" | "unsure" | null;
  area?: Area | null;
  treatment?: Treatment | null;
  /** `amount` in minor units (cents). */
  price?: { from: "typical" } | { from: "clinic" } | { from: "own"; amount: number } | null;
  /** Sessions agreed with a clinician, 1 to 24. */
  sessions?: Range | null;
  /** Weeks between sessions, 1 to 12. */
  interval_weeks?: Range | null;
  upkeep?: { mode: "recommended" } | { mode: "none" } | { mode: "every"; months: Range } | null;
  /** 6 to 120. */
  horizon_months?: number | null;
  /** ISO date, 2000 to 2199. */
  start_date?: string | null;
  laser?: Laser | null;
}

/** Words in the list's language, or by language code: `{ en: "Face", es: "Cara" }`. */
export type Label = string | Record<string, string>;

/** A clinic's prices; amounts in minor units, `_bp` in hundredths of a per cent. */
export interface PriceList {
  version?: 1 | null;
  /** Names the list on quotes. */
  id?: string | null;
  clinic?: string | null;
  currency: string;
  valid_from?: string | null;
  valid_until?: string | null;
  updated?: string | null;
  /** Of plain labels; English if absent. */
  language?: string | null;
  tax?: { included: boolean; rate_bp: number } | null;
  items: Item[];
  add_ons?: AddOn[] | null;
  fees?: Fee[] | null;
  consultation?: Consultation | null;
  deposit?: Deposit | null;
  memberships?: Membership[] | null;
  discounts?: Discount[] | null;
  financing?: Financing[] | null;
  /** What the clinic agreed for a concern, in place of the published figures. */
  courses?: AgreedCourse[] | null;
  providers?: Provider[] | null;
  locations?: ClinicLocation[] | null;
  /** United States only. */
  good_faith_estimate?: GoodFaith | null;
  /** What the menu says that is no price. */
  notes?: Label[] | null;
}
/** `unstated` is estimated as the face; `face-neck-chest` is quoted and never estimated. */
export type MenuArea = Area | "face-neck-chest" | "unstated";
export interface UnitPrice { amount: number; unit: Label }
export type MenuPrice =
  | { fixed: number } | { from: number } | { range: [number, number, number] | [number, number] }
  | { on_request: true } | { package_only: true } | { per_unit: UnitPrice };
export type Package = (
  | { sessions: number; total: number } | { sessions: number; percent_off_bp: number }
  | { min_sessions: number; percent_off_bp: number }
) & { stated_saving?: number | null; label?: Label | null; note?: Label | null };
export type Item = {
  id: string;
  variant?: Label | null;
  /** The price is for these concerns only. */
  concerns?: Concern[] | null;
  /** The price is for these locations only, by id. */
  locations?: string[] | null;
  price: MenuPrice;
  was?: number | null;
  upkeep_price?: number | null;
  sessions?: Range | null;
  interval_weeks?: Range | null;
  packages?: Package[] | null;
  unit_steps?: { quantity: number; total: number }[] | null;
  /** The items and add-ons of a bundle, by id. */
  parts?: string[] | null;
  member_price?: number | null;
  deposit?: number | null;
  /** True if absent. */
  taxed?: boolean | null;
  includes?: Label[] | null;
  device?: string | null;
  duration_minutes?: number | null;
  code?: string | null;
  free_touch_up?: boolean | null;
  note?: Label | null;
} & (
  | { kind: "needling"; treatment: Treatment; area: MenuArea; label?: Label | null }
  | { kind: "laser"; modality: Laser; area: MenuArea; label?: Label | null }
  | { kind: "other"; area?: MenuArea | null; label: Label }
);
export interface AddOn {
  id: string;
  label: Label;
  price:
    | { fixed: number } | { by_area: Partial<Record<MenuArea, number>> } | { percent_of_session_bp: number }
    | { per_unit: UnitPrice };
  per: "session" | "course";
  applies_to?: string[] | null;
  alone?: number | null;
  taxed?: boolean | null;
  note?: Label | null;
}
export interface Fee {
  id: string;
  label?: Label | null;
  amount: number;
  per: "course" | "session";
  mandatory: boolean;
  credited: boolean;
  applies_to?: (Treatment | Laser)[] | null;
}
/** A price belongs to every term but `free`. */
export interface Consultation {
  terms: "free" | "paid" | "credited" | "free-if-treated" | "not-stated";
  price?: { fixed: number } | { from: number } | null;
  label?: Label | null;
  note?: Label | null;
  duration_minutes?: number | null;
}
export type Deposit = ({ fixed: number } | { percent_bp: number } | { stated: false }) & {
  above?: number | null;
  note?: Label | null;
  refundable?: boolean | null;
};
export interface Membership {
  id: string;
  label: Label;
  monthly: number;
  set_up?: number | null;
  minimum_months?: number | null;
  percent_off_bp?: number | null;
  /** By item id. */
  prices?: Record<string, number> | null;
  applies_to?: string[] | null;
  note?: Label | null;
}
export type Discount = {
  id: string;
  label: Label;
  for: "new-client" | "referral" | "other";
  applies_to?: string[] | null;
  until?: string | null;
} & ({ percent_off_bp: number } | { amount: number });
export interface Financing {
  id: string;
  lender: string;
  apr_bp?: number | null;
  payments?: number | null;
  deferred_interest?: boolean | null;
  least?: number | null;
  monthly_shown?: { price: number; payment: number }[] | null;
}
export interface AgreedCourse {
  concern: Concern;
  sessions: Range;
  interval_weeks?: Range | null;
  reviewed_by: string;
  reviewed_on: string;
}
export interface Provider {
  id: string;
  name: string;
  title?: Label | null;
  npi?: string | null;
  locations?: string[] | null;
}
export interface ClinicLocation { id: string; name: Label; address?: string | null; telephone?: string | null }
export interface GoodFaith {
  facility: string;
  npi: string;
  tin: string;
  address: string;
  telephone?: string | null;
  email?: string | null;
  disclaimer: Label;
}

export interface Five { min: number; p10: number; p50: number; p90: number; max: number }
/** Minor units; `p90` and `max` are null where the cost rests on a floor price. */
export interface Cost { min: number; p10: number; p50: number; p90: number | null; max: number | null; floor: boolean }
export interface SessionPrice {
  from: "typical" | "clinic" | "own";
  triple: [number, number, number];
  grade: Grade | null;
  floor: boolean;
}
export interface TimelineEvent {
  /** `session`, `redness-gone`, `first-change`, `near-full`, `upkeep`, or the id of a care task. */
  what: string;
  k: number | null;
  certain: boolean;
  days: [number, number];
  dates: [string, string] | null;
}
export interface Explanation {
  figure: string;
  formula: string;
  inputs: Record<string, number | number[] | string | string[]>;
  references: string[];
  /** No better than the weakest figure that went in; null where all of it was given by the clinic or the person. */
  grade: Grade | null;
  /** The published figures that went in, each with what stands behind it alone. */
  based_on: Published[];
}
export interface Published {
  name: string;
  references: string[];
  grade: Grade;
  /** Which parts of the figure no page that was read states. */
  assumed: ("low" | "typical" | "high")[];
}
export interface Source {
  id: string;
  title: string;
  publisher: string;
  year: number | null;
  address: string | null;
  /** How much of it was read. */
  read: string;
  /** The words that it was read for. */
  words: string;
}
export interface Estimate {
  version: 1;
  currency: string;
  price: SessionPrice;
  sessions: [number, number, number];
  interval_weeks: [number, number, number];
  upkeep_months: [number, number] | null;
  visits: { course: Five; upkeep: Five; total: Five };
  course: Cost;
  total: Cost;
  upkeep_per_year: { low: number; high: number | null; floor: boolean } | null;
  tip: { sessions: number; saves: number } | null;
  laser: {
    laser: Laser | null;
    missing: null | "no-price" | "no-comparator";
    price: SessionPrice | null;
    sessions: [number, number, number] | null;
    total: Cost | null;
    difference: Cost | null;
    cheaper_share: number | null;
    ratio_p50: number | null;
    verdict: "always-cheaper" | "usually-cheaper" | "depends" | "usually-dearer" | "always-dearer" | null;
    break_even_sessions: number | null;
  };
  outcome: {
    grade: Grade;
    sessions: number;
    interval_weeks: number;
    band: { p10: number; p50: number; p90: number };
    curve: { p10: number[]; p50: number[]; p90: number[] };
    prp_odds: [number, number, number] | null;
  } | null;
  timeline: TimelineEvent[];
  explanations: Explanation[];
  sources: Source[];
}

export type Answer = { estimate: Estimate } | { error: Problem };
/** Problems make a list unusable; warnings are worth a look. */
export type PriceListCheck = { valid: boolean; problems: Problem[]; warnings: Problem[] };
