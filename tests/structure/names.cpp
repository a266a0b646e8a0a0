// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Compiles: a program with the macros of other libraries that names everything without a namespace.
// names.cmake adds the types of all families.

#include <Eigen/Dense>
#include <algorithm>
#include <any>
#include <array>
#include <functional>
#include <memory>
#include <numeric>
#include <sstream>
#include <string>
#include <unsupported/Eigen/AutoDiff>
#include <unsupported/Eigen/Splines>
#include <vector>
#if __has_include(<Eigen/ThreadPool>)
#include <Eigen/ThreadPool>
#else
#include <unsupported/Eigen/CXX11/ThreadPool>
#endif

using namespace Eigen;
using namespace std;

// windows.h
#define near
#define far
#define huge
#define small char
#define hyper long
#define interface struct
#define min(a, b) (((a) < (b)) ? (a) : (b))
#define max(a, b) (((a) > (b)) ? (a) : (b))
#define IN
#define OUT
#define OPTIONAL
#define CALLBACK
#define pascal
#define cdecl
#define CONST const
#define VOID void
#define THIS void
#define PURE = 0
#define TRUE 1
#define FALSE 0
#define ERROR 0
#define NO_ERROR 0L
#define DIFFERENCE 11
#define DELETE (0x00010000L)
#define IGNORE 0
#define INFINITE 0xFFFFFFFF
#define OPAQUE 2
#define TRANSPARENT 1
#define ABSOLUTE 1
#define RELATIVE 2
#define STRICT 1
#define DOMAIN 1
#define OVERFLOW 3
#define UNDERFLOW 4
// X11
#define None 0L
#define Bool int
#define Status int
#define Success 0
#define True 1
#define False 0
#define Always 2
#define Above 0
#define Below 1
#define Complex 0
#define Convex 2
#define Unsorted 0
// complex.h, math.h and the options of compilers
#define I (__extension__ 1.0fi)
#define HUGE 1e38
#define SING 2
#define unix 1
#define linux 1
// sys/sysmacros.h, AssertMacros.h, Objective-C
#define major(device) 0
#define minor(device) 0
#define check(condition) 0
#define verify(condition) 0
#define require(condition, label) 0
#define nil 0
#define YES 1
#define NO 0
// Arduino and termios.h
#define B0 0
#define B1 1
#define PI 3.14
#define TWO_PI 6.28
#define EULER 2.72
#define DEFAULT 1
#define HIGH 1
#define LOW 0
#define INPUT 0
#define OUTPUT 1
#define CHANGE 1
#define RISING 3
#define sq(x) ((x) * (x))
#define bit(b) (1UL << (b))
#define constrain(x, low, high) 0
#define degrees(x) 0
#define radians(x) 0
// What programs call their own
#define E 2.718281828459045
#define ABS(x) 0
#define CHECK(x) 0
#define CLAMP(x, low, high) 0
#define DEBUG 1
#define EPS 1e-6
#define LOG(x) 0
#define MAX(a, b) 0
#define MIN(a, b) 0
#define SIGN(x) 0
#define SQR(x) 0
#define SIZE 10
#define VERSION "1"

#include <eigenact/eigenact.hpp>
#include <eigenact/ext/autodiff_scalar.hpp>
#include <eigenact/ext/parallel.hpp>
#include <eigenact/registry.hpp>

#undef I
#undef E

using namespace eigenact;

template <template <typename...> typename Activation>
struct Names;

using Tiers = std::array<int, sizeof(Fast) + sizeof(Precise)>;
using Wrappers = std::pair<Channelwise<PReLU<float>>, Channelwise<PReLU<float>, Channels::Columns>>;
using Gate = Gated<Tanh<float>, Sigmoid<float>>;
using Bases = Names<Elementwise>;
using OtherBases = std::pair<Names<GatedUnit>, Names<Rowwise>>;
using TrainedBases = std::pair<Names<Stochastic>, Names<Expansion>>;
using Maps = Names<Constrained>;
using Any = AnyActivation<float>;
using Starts = std::tuple<Initial, Philox, Unconstrained, ExpAbove, SoftplusAbove, SigmoidBetween>;
using Surrogates = std::tuple<StraightThrough, ClippedStraightThrough, SigmoidSurrogate,
                              AtanSurrogate, Triangle, FastSigmoid>;
using Lists = std::tuple<ElementwiseList, GatedList, RowwiseList, StochasticList, BasisList,
                         CombinatorList, SurrogateList>;

ErrorHandler& handler() { return error_handler(); }
std::vector<std::string> names() { return activation_names(); }
template <typename T>  // looked up, but not compiled
void functions(T& x, T& y, T& dy, Eigen::ThreadPool& pool) {
  parallel(pool, y) = make_activation<typename T::Scalar>("relu")(x);
  value_and_derivative(pool, GELU<float>(), x, y, dy);
  initialize(x, y, 1);
}
#ifdef __GLIBC__
bool is_ordinary(double x) { return finite(x); }
#endif

#ifdef EIGENACT_FULL  // compiled for numbers too, which finds what templates look up
void compiled(ArrayXXf& x, const ArrayXXf& g, ArrayXf& v) {
  ArrayXXf y, z;
  value_and_derivative(*static_cast<Eigen::ThreadPool*>(nullptr), GELU<float>(), x, y, z);
  GELU<double, Precise>()(2.0);
  SwiGLU<float>().backward(x, x, g, y, z);
  SwiGLU<float>().backward(x, x, g, y, z, v);
  Softmax<float>().colwise_backward(x, g, y, v);
  ProbAct<float>().backward(x, x, g, y, v);
  y = Maxout<float>().colwise(x);
  y = Softmax<float>(2).colwise(x) + LogSoftmax<float>().rowwise(x) + Sparsemax<float>().colwise(x);
  y = Entmax15<float>().colwise(x) + Standardize<float>().rowwise(x);
  v = LogSumExp<float>().colwise(x).transpose();
  y = RReLU<float>()(x, RReLU<float>().sample(2, 2, 1));
  Channelwise<PReLU<float>>(2).backward(x, g, y, z);
  Channelwise<PReLU<float>, Channels::Columns>(2).backward(x, g, y, z);
  AffineActivation<Tanh<float>>().parameter_gradient(x, g);
  make_activation<float>("staf").backward(x, g);
}
#endif
