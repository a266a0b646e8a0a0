// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "dataset.hpp"
#include "random.hpp"

namespace example {

/// A set of handwriting-like digits drawn by the program, so that the example runs without any
/// file. Each digit is a few strokes in a unit box (x to the right, y down); each image bends,
/// shears, turns and shifts them at random and draws them with a random pen on noisy paper.
namespace digits {

using Point = Eigen::Vector2f;
using Stroke = std::vector<Point>;
using Strokes = std::vector<Stroke>;

constexpr float pi = 3.14159265358979323846F;
constexpr int canvas = 28;                 // pixels, as MNIST
constexpr std::uint64_t drawing_seed = 1;  // one fixed set, whatever the seed of the training is

/// Part of an ellipse, angles in degrees, clockwise on the page from the right.
inline Stroke arc(const Point& centre, const Point& radii, float from, float to) {
  constexpr float step = 20;
  const int pieces = std::max(1, static_cast<int>(std::ceil(std::abs(to - from) / step)));
  Stroke stroke;
  for (int i = 0; i <= pieces; ++i) {
    const float angle =
        (from + (to - from) * static_cast<float>(i) / static_cast<float>(pieces)) * pi / 180;
    stroke.emplace_back(centre + radii.cwiseProduct(Point(std::cos(angle), std::sin(angle))));
  }
  return stroke;
}

inline Stroke followed_by(Stroke stroke, const Stroke& more) {
  stroke.insert(stroke.end(), more.begin(), more.end());
  return stroke;
}

/// The strokes of a digit; `variant` chooses between two ways of writing 1, 4 and 7.
inline Strokes strokes_of(int digit, bool variant) {
  switch (digit) {
    case 0:
      return {arc({.5F, .5F}, {.37F, .5F}, -90, 270)};
    case 1:
      if (variant) return {{{.5F, 0.F}, {.5F, 1.F}}};
      return {{{.28F, .22F}, {.55F, 0.F}, {.55F, 1.F}}};
    case 2:
      return {followed_by(arc({.5F, .28F}, {.36F, .28F}, 190, 390), {{.1F, 1.F}, {.9F, 1.F}})};
    case 3:
      return {followed_by(arc({.45F, .25F}, {.34F, .25F}, 200, 450),
                          arc({.45F, .75F}, {.4F, .25F}, 270, 510))};
    case 4:
      if (variant) return {{{.2F, 0.F}, {.15F, .55F}, {.85F, .55F}}, {{.8F, 0.F}, {.75F, 1.F}}};
      return {{{.62F, 0.F}, {.08F, .66F}, {.92F, .66F}}, {{.66F, .3F}, {.66F, 1.F}}};
    case 5:
      return {followed_by({{.85F, 0.F}, {.25F, 0.F}, {.2F, .45F}},
                          arc({.46F, .7F}, {.38F, .3F}, 225, 500))};
    case 6:
      return {followed_by(arc({.75F, .68F}, {.62F, .66F}, 270, 180),
                          arc({.5F, .7F}, {.37F, .3F}, 180, 540))};
    case 7:
      if (variant) return {{{.1F, 0.F}, {.9F, 0.F}, {.4F, 1.F}}, {{.4F, .5F}, {.85F, .5F}}};
      return {{{.1F, 0.F}, {.9F, 0.F}, {.4F, 1.F}}};
    case 8:
      return {arc({.5F, .24F}, {.3F, .24F}, 90, 450), arc({.5F, .74F}, {.37F, .26F}, -90, 270)};
    default:
      return {followed_by(arc({.48F, .3F}, {.36F, .3F}, 0, 360), {{.84F, .3F}, {.74F, 1.F}})};
  }
}

/// From the unit box to the canvas: a random affine map and a slow random wave that bends straight
/// strokes.
class Distortion {
 public:
  explicit Distortion(Random& random) {
    const auto pick = [&random](double low, double high) {
      return static_cast<float>(random.uniform(low, high));
    };
    const float angle = pick(-18, 18) * pi / 180, shear = pick(-.35, .35);
    const float width = pick(9, 16), height = pick(15, 21);  // pixels
    Eigen::Matrix2f rotation, shape;
    rotation << std::cos(angle), -std::sin(angle), std::sin(angle), std::cos(angle);
    shape << width, shear * height, 0.F, height;
    matrix_ = rotation * shape;
    // Braces, because they fix the order in which the numbers are drawn.
    shift_ = Point{pick(-2.5, 2.5), pick(-2.5, 2.5)};
    phases_ = Point{pick(0, 2 * pi), pick(0, 2 * pi)};
    bend_ = Point{pick(0, .09), pick(0, .09)};
  }

  Point operator()(const Point& point) const {
    const Point wave(std::sin(4 * point.y() + phases_.x()), std::sin(4 * point.x() + phases_.y()));
    const Point centred = point - Point(.5F, .5F) + bend_.cwiseProduct(wave);
    return matrix_ * centred + shift_ + Point::Constant(canvas / 2.F);
  }

 private:
  Eigen::Matrix2f matrix_;
  Point shift_, phases_, bend_;
};

/// Ink on the canvas, 0 to 1 per pixel, row by row.
class Canvas {
 public:
  /// A line with round ends; its edge fades over `blur` pixels on both sides of `radius`.
  void draw_line(const Point& from, const Point& to, float radius, float blur) {
    const float reach = radius + blur;
    const Point low = from.cwiseMin(to).array() - reach, high = from.cwiseMax(to).array() + reach;
    for (int y = first_pixel(low.y()); y <= last_pixel(high.y()); ++y) {
      for (int x = first_pixel(low.x()); x <= last_pixel(high.x()); ++x) {
        const Point pixel(static_cast<float>(x) + .5F, static_cast<float>(y) + .5F);
        const float ink = (reach - distance(pixel, from, to)) / (2 * blur);
        float& value = ink_[y * canvas + x];
        value = std::max(value, std::min(ink, 1.F));
      }
    }
  }

  Eigen::Array<std::uint8_t, canvas * canvas, 1> bytes(Random& random, double noise) const {
    Eigen::Array<std::uint8_t, canvas * canvas, 1> result;
    for (int i = 0; i < canvas * canvas; ++i) {
      const double value = 255 * (static_cast<double>(ink_[i]) + noise * random.normal());
      result[i] = static_cast<std::uint8_t>(std::clamp(value, 0., 255.));
    }
    return result;
  }

 private:
  static int first_pixel(float position) {
    return std::max(0, static_cast<int>(std::floor(position)));
  }
  static int last_pixel(float position) {
    return std::min(canvas - 1, static_cast<int>(std::floor(position)));
  }

  static float distance(const Point& point, const Point& from, const Point& to) {
    const Point along = to - from;
    const float length = std::max(along.squaredNorm(), 1e-12F);  // a line may be a point
    const float position = std::clamp((point - from).dot(along) / length, 0.F, 1.F);
    return (point - from - position * along).norm();
  }

  Eigen::Array<float, canvas * canvas, 1> ink_ = Eigen::Array<float, canvas * canvas, 1>::Zero();
};

inline Eigen::Array<std::uint8_t, canvas * canvas, 1> draw(int digit, Random& random) {
  const Distortion distortion(random);
  const auto radius = static_cast<float>(random.uniform(.5, 1.5));
  const auto blur = static_cast<float>(random.uniform(.5, 1.2));
  const double noise = random.uniform(0, .25);
  Canvas page;
  for (const Stroke& stroke : strokes_of(digit, random.uniform() < .5)) {
    for (std::size_t i = 1; i < stroke.size(); ++i) {
      page.draw_line(distortion(stroke[i - 1]), distortion(stroke[i]), radius, blur);
    }
  }
  return page.bytes(random, noise);
}

/// `count` digits, each class equally often, in random order.
inline Images draw_set(Eigen::Index count) {
  Random random(drawing_seed);
  Images images{canvas, canvas, Images::Pixels(canvas * canvas, count), {}};
  for (Eigen::Index i = 0; i < count; ++i) {
    images.labels.push_back(static_cast<std::uint8_t>(i % class_count));
  }
  random.shuffle(images.labels);
  for (Eigen::Index i = 0; i < count; ++i) {
    images.pixels.col(i) = draw(images.labels[static_cast<std::size_t>(i)], random).matrix();
  }
  return images;
}

/// 4000 digits to train, 1000 to test.
inline Dataset dataset() { return split(draw_set(5000), "drawn digits"); }

}  // namespace digits
}  // namespace example
