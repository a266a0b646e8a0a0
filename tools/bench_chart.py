# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""Bar charts of times, as SVG."""
import collections
from xml.sax.saxutils import escape

from bench_data import TIERS

# What is drawn for a variant.
Series = collections.namedtuple("Series", "label colour")


class Panel:
    """Horizontal bars, one for each variant of a group. One that leaves the axis ends in an arrow.

    groups are (name, {variant: time or None}); limit is a time to mark, or None.
    """

    gap, head, right = 8, 60, 52

    def __init__(self, series, groups, limit=None, left=0, width=560, bar=9):
        self.series, self.groups, self.mark = series, groups, limit
        self.label = 12 + 6.4 * max(len(name) for name, _ in groups)
        self.left, self.width, self.bar = left + self.label, width, bar
        ours = sorted(t for _, times in groups for v, t in times.items() if v in TIERS and t)
        self.end = 1.05 * ours[int(0.9 * (len(ours) - 1))]  # the slowest would hide the others
        steps = (m * 10**e for e in range(-3, 6) for m in (1, 2, 5))
        self.step = next(step for step in steps if self.end / step <= 10)
        self.parts = []

    @property
    def outer_width(self):
        return self.label + self.width + self.right

    @property
    def height(self):
        bars = sum(len(self.bars(times)) for _, times in self.groups)
        return self.head + bars * self.bar + len(self.groups) * self.gap + 4

    def bars(self, times):
        return [variant for variant in self.series if times.get(variant)]

    def x(self, time):
        return self.left + self.width * min(time, self.end) / self.end

    def text(self, x, y, text, **attributes):
        named = {name.replace("_", "-"): value for name, value in attributes.items()}
        extra = "".join(f' {name}="{value}"' for name, value in named.items())
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}"{extra}>{escape(text)}</text>')

    def rectangle(self, x, y, width, height, colour):
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}" '
                          f'fill="{colour}"/>')

    def line(self, x, style):
        self.parts.append(f'<line x1="{x:.1f}" y1="{self.head - 4}" x2="{x:.1f}" '
                          f'y2="{self.height}" {style}/>')

    def axis(self):
        for i in range(int(self.end / self.step) + 1):
            x = self.x(i * self.step)
            self.line(x, 'stroke="#ddd"')
            self.text(x, self.head - 8, f"{i * self.step:g}", text_anchor="middle", fill="#666")
        if self.mark:
            self.line(self.x(self.mark), 'stroke="#444" stroke-dasharray="3 3"')

    def group(self, top, name, times):
        """Draws it from there; where the next one begins."""
        bars = self.bars(times)
        middle = top + len(bars) * self.bar / 2
        self.text(self.left - 6, middle + 4, name, text_anchor="end")
        for i, variant in enumerate(bars):
            y, end = top + i * self.bar, self.x(times[variant])
            self.rectangle(self.left, y, end - self.left, self.bar - 1, self.series[variant].colour)
            label = f"{times[variant]:.2f}" + (" \u2192" if times[variant] > self.end else "")
            self.text(end + 4, y + self.bar - 1.5, label, font_size=min(9, self.bar + 1),
                      fill="#444")
        return top + len(bars) * self.bar + self.gap

    def draw(self, title):
        """The elements of the panel, without those of the legend."""
        self.text(self.left, 16, title, font_size=13, font_weight="bold")
        self.axis()
        top = self.head
        for name, times in self.groups:
            top = self.group(top, name, times)
        return self.parts


def legend(panel, mark):
    """Under the title of that panel."""
    panel.parts = []
    x = panel.left
    for label, colour in panel.series.values():
        panel.rectangle(x, 26, 10, 10, colour)
        panel.text(x + 15, 35, label)
        x += 30 + 6.2 * len(label)
    if mark:
        panel.text(x, 35, f"dashed: {mark}", fill="#444")
    return panel.parts


def chart(panels, mark=""):
    """The SVG of (title, Panel) side by side; `mark` says what the dashed lines are."""
    width = round(sum(panel.outer_width for _, panel in panels))
    height = max(panel.height for _, panel in panels)
    parts = [part for title, panel in panels for part in panel.draw(title)]
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">')
    page = '<rect width="100%" height="100%" fill="white"/>'
    return "\n".join([head, page, *parts, *legend(panels[0][1], mark), "</svg>", ""])
