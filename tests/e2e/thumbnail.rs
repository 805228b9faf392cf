//! Small pictures of the page, and how far two of them are apart.
//!
//! A screenshot is reduced to cells of six by six pixels, each the mean of its pixels: words become grey bars, so that a
//! machine that draws letters a little differently gets almost the same picture, and what is missing, moved, laid over
//! something else or of another colour still shows.

use std::io::BufWriter;
use std::path::Path;

/// How many pixels of the page make the side of a cell.
const CELL: usize = 6;

/// How many cells make the side of a tile: 48 pixels, about three lines of words.
const TILE: usize = 8;

/// Colours are kept in 16 steps a channel, which makes the files small.
const STEP: u8 = 17;

/// From here on a cell differs strongly. A line of words on paper is about 100 from the paper.
const STRONG: u8 = 60;

/// What may differ, and the picture still counts as the same. Letters drawn bolder, paler, one pixel further or with other
/// hinting differ by up to 3.5 on average, 0.1% of them strongly, and by 20 in a tile. Of the changes in
/// [`crate::pictures`] that must be seen, the smallest, one hue for another, differs by 37 in a tile.
const MOST_MEAN: f64 = 5.0;
const MOST_STRONG: f64 = 0.01;
const MOST_IN_A_TILE: f64 = 28.0;

/// A reduced picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    width: usize,
    /// Row by row: red, green, blue.
    cells: Vec<[u8; 3]>,
}

/// How far two pictures of the same size are apart; channels count from 0 to 255, a cell by its most different one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    pub mean: f64,
    /// The share of cells that differ strongly.
    pub strong: f64,
    /// The mean of the most different tile, and where on the page it begins, in pixels.
    pub tile: f64,
    pub at: (usize, usize),
}

impl Difference {
    /// What makes them two different pictures, in words; none where they count as the same.
    pub fn fault(&self) -> Option<String> {
        let (x, y) = self.at;
        let is_same = self.mean <= MOST_MEAN && self.strong <= MOST_STRONG && self.tile <= MOST_IN_A_TILE;
        (!is_same).then(|| {
            format!(
                "cells differ by {:.1} of 255 on average (at most {MOST_MEAN}), {:.1}% of them strongly (at most {}%), \
                 those around {x}, {y} by {:.0} (at most {MOST_IN_A_TILE})",
                self.mean,
                self.strong * 100.0,
                MOST_STRONG * 100.0,
                self.tile,
            )
        })
    }
}

impl Thumbnail {
    /// Reduces a screenshot.
    pub fn of_screenshot(png: &[u8]) -> Self {
        let (width, pixels) = decoded(png);
        Self::reduced(width, &pixels)
    }

    fn reduced(width: usize, pixels: &[[u8; 3]]) -> Self {
        let height = pixels.len() / width;
        let mut cells = Vec::new();
        for top in (0..height).step_by(CELL) {
            for left in (0..width).step_by(CELL) {
                let (mut sum, mut count) = ([0_u32; 3], 0);
                for y in top..height.min(top + CELL) {
                    for pixel in &pixels[y * width + left..y * width + width.min(left + CELL)] {
                        sum.iter_mut().zip(pixel).for_each(|(sum, channel)| *sum += u32::from(*channel));
                        count += 1;
                    }
                }
                let step = u32::from(STEP);
                cells.push(sum.map(|sum| u8::try_from((sum / count + step / 2) / step * step).unwrap()));
            }
        }
        Self { width: width.div_ceil(CELL), cells }
    }

    pub fn read(file: &Path) -> Option<Self> {
        let (width, cells) = decoded(&std::fs::read(file).ok()?);
        Some(Self { width, cells })
    }

    pub fn write(&self, file: &Path) {
        encode(file, self.width, &self.cells);
    }

    fn height(&self) -> usize {
        self.cells.len() / self.width
    }

    /// How far another picture is from this one, or that their sizes differ.
    pub fn difference(&self, other: &Self) -> Result<Difference, String> {
        let sizes = [self.width, self.height(), other.width, other.height()];
        let [width, height, new_width, new_height] = sizes.map(|cells| cells * CELL);
        // Words that are drawn a little differently may make a panel one cell longer.
        if width != new_width || self.height().abs_diff(other.height()) > 1 {
            return Err(format!("it is {new_width} by {new_height} pixels, not {width} by {height}"));
        }
        let distances: Vec<u8> = self.distances(other).collect();
        let mean = |distances: &[u8]| {
            distances.iter().map(|distance| f64::from(*distance)).sum::<f64>() / distances.len() as f64
        };
        let strong = distances.iter().filter(|distance| **distance >= STRONG).count() as f64 / distances.len() as f64;
        let mut worst = Difference { mean: mean(&distances), strong, tile: 0.0, at: (0, 0) };
        let height = distances.len() / self.width;
        // Tiles lie half over one another, so that nothing hides on an edge between two.
        for top in (0..height).step_by(TILE / 2) {
            for left in (0..self.width).step_by(TILE / 2) {
                let right = self.width.min(left + TILE);
                let rows =
                    (top..height.min(top + TILE)).map(|y| &distances[y * self.width + left..y * self.width + right]);
                let tile = mean(&rows.flatten().copied().collect::<Vec<u8>>());
                if tile > worst.tile {
                    worst = Difference { tile, at: (left * CELL, top * CELL), ..worst };
                }
            }
        }
        Ok(worst)
    }

    /// The distance of each cell that both have.
    fn distances(&self, other: &Self) -> impl Iterator<Item = u8> {
        let apart =
            |(one, other): (&[u8; 3], &[u8; 3])| one.iter().zip(other).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
        self.cells.iter().zip(&other.cells).map(apart)
    }

    /// Writes where another picture differs, the darker the more, red where it does so strongly; as large as the page.
    pub fn write_difference(&self, other: &Self, file: &Path) {
        let tints: Vec<[u8; 3]> = self
            .distances(other)
            .map(|distance| if distance >= STRONG { [220, 0, 0] } else { [255 - distance.saturating_mul(3); 3] })
            .collect();
        let rows = tints.chunks(self.width);
        let wide = rows.map(|row| row.iter().flat_map(|tint| [*tint; CELL]).collect::<Vec<_>>());
        let large: Vec<[u8; 3]> = wide.flat_map(|row| vec![row; CELL]).flatten().collect();
        encode(file, self.width * CELL, &large);
    }
}

/// The width of a PNG and its pixels.
fn decoded(png: &[u8]) -> (usize, Vec<[u8; 3]>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("it is a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("it is not too large")];
    let about = reader.next_frame(&mut bytes).expect("the PNG is whole");
    assert_eq!(about.bit_depth, png::BitDepth::Eight);
    let channels = about.color_type.samples();
    assert!(channels >= 3, "the PNG is not in colour");
    let pixels = bytes[..about.buffer_size()].chunks_exact(channels).map(|pixel| [pixel[0], pixel[1], pixel[2]]);
    (about.width as usize, pixels.collect())
}

fn encode(file: &Path, width: usize, pixels: &[[u8; 3]]) {
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    let (height, width) = (u32::try_from(pixels.len() / width).unwrap(), u32::try_from(width).unwrap());
    let mut encoder = png::Encoder::new(BufWriter::new(std::fs::File::create(file).unwrap()), width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    // Flat steps of colour repeat: without a filter they are the smallest.
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header().unwrap().write_image_data(pixels.as_flattened()).unwrap();
}

#[test]
fn a_cell_is_the_mean_of_its_pixels_in_steps() {
    // Twelve by seven pixels: black on the left, white on the right, and one red pixel at the lower left.
    let mut pixels: Vec<[u8; 3]> = (0..84).map(|at| if at % 12 < 6 { [0; 3] } else { [255; 3] }).collect();
    pixels[72] = [255, 0, 0];
    let small = Thumbnail::reduced(12, &pixels);
    // In the second row a cell is six pixels: a sixth of 255 is 42, nearest to 34.
    assert_eq!(small.cells, [[0; 3], [255; 3], [34, 0, 0], [255; 3]]);
    assert_eq!((small.width, small.height()), (2, 2));
}

#[test]
fn a_small_thing_counts_in_its_tile_and_a_wide_one_on_average() {
    let blank = Thumbnail { width: 80, cells: vec![[255; 3]; 8_000] };
    assert_eq!(blank.difference(&blank), Ok(Difference { mean: 0.0, strong: 0.0, tile: 0.0, at: (0, 0) }));
    // Four cells by eight, by 85: half of a tile, four thousandths of all.
    let mut spot = blank.clone();
    for y in 16..24 {
        spot.cells[y * 80 + 40..y * 80 + 44].fill([255, 170, 255]);
    }
    let difference = blank.difference(&spot).unwrap();
    assert_eq!(difference, Difference { mean: 0.34, strong: 0.004, tile: 42.5, at: (36 * 6, 16 * 6) });
    assert!(difference.fault().is_some());
    let tinted = Thumbnail { width: 80, cells: vec![[255, 238, 255]; 8_000] };
    let difference = blank.difference(&tinted).unwrap();
    assert_eq!(difference, Difference { mean: 17.0, strong: 0.0, tile: 17.0, at: (0, 0) });
    assert!(difference.fault().is_some());
    assert!(blank.difference(&Thumbnail { width: 80, cells: vec![[255; 3]; 8_160] }).is_err(), "two rows more");
}
