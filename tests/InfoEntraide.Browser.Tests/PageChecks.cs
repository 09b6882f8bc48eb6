using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace InfoEntraide.Browser.Tests;

/// <summary>What is asked of every page in a browser. Each check answers the faults it found, in words.</summary>
internal static class PageChecks
{
    /// <summary>More stops than any page has; a list of all topics has some three hundred.</summary>
    private const int MostStops = 800;

    // Switched off by default, since it came with WCAG 2.2: targets of 24 × 24 CSS pixels, or as much room around them.
    private static readonly AxeRunOptions Rules = new() { Rules = new(StringComparer.Ordinal) { ["target-size"] = new() { Enabled = true } } };

    public static async Task<IEnumerable<string>> AxeAsync(IPage page) => (await page.RunAxe(Rules)).Violations.Select(Describe);

    public static async Task<IEnumerable<string>> WidthAsync(IPage page, int width)
    {
        var needed = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        return needed <= width ? [] : [$"scrolls sideways: {needed} px wide at {width} px"];
    }

    /// <summary>Nothing may move after it was painted.</summary>
    public static async Task<IEnumerable<string>> LayoutShiftAsync(IPage page)
    {
        const string Script = """
            () => new Promise(done => {
              let sum = 0;
              new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value)).observe({ type: 'layout-shift', buffered: true });
              requestAnimationFrame(() => setTimeout(() => done(sum), 50));
            })
            """;
        var shift = await page.EvaluateAsync<double>(Script);
        return shift == 0 ? [] : [FormattableString.Invariant($"layout shift {shift:0.0000}")];
    }

    /// <summary>Goes through the page with the Tab key: what has the focus is in sight, shows it, and nothing lies on top of it.</summary>
    public static async Task<IEnumerable<string>> FocusAsync(IPage page)
    {
        const string Script = """
            () => {
              const e = document.activeElement;
              window.stops ??= new Set();
              if (!e || e === document.body || window.stops.has(e)) { return null; }
              window.stops.add(e);
              const label = e.labels?.[0];
              const outlined = x => {
                const style = x && getComputedStyle(x);
                return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
              };
              const stroked = x => x instanceof SVGElement && [x, ...x.querySelectorAll('*')].some(s => {
                const style = getComputedStyle(s);
                return style.stroke !== 'none' && parseFloat(style.strokeWidth) >= 2;
              });
              const belongs = hit => hit && (e.contains(hit) || hit.contains(e) && hit !== document.documentElement || label?.contains(hit));
              const at = (box, x, y) => document.elementFromPoint(
                Math.min(Math.max(box.left + box.width * x, 0), innerWidth - 1), Math.min(Math.max(box.top + box.height * y, 0), innerHeight - 1));
              const boxes = [...e.getClientRects()].filter(b => b.width > 0 && b.height > 0);
              const first = boxes[0];
              let fault = '';
              if (!first) { fault = 'has the focus and no size'; }
              else if (first.bottom <= 0 || first.top >= innerHeight || first.right <= 0 || first.left >= innerWidth) { fault = 'has the focus out of sight'; }
              else if (e instanceof SVGElement) {
                // Shapes are hollow and bent: some point of them has to be on top.
                const parts = [0.1, 0.3, 0.5, 0.7, 0.9];
                if (!parts.some(x => parts.some(y => e.contains(at(first, x, y))))) { fault = 'has the focus and is covered'; }
              }
              else if (boxes.some(b => !belongs(at(b, 0.5, 0.5)))) { fault = 'has the focus and is covered'; }
              if (!fault && !outlined(e) && !outlined(label) && !stroked(e)) { fault = 'does not show that it has the focus'; }
              return fault && `${e.outerHTML.slice(0, 200)} ${fault}`;
            }
            """;
        var faults = new List<string>();
        for (var i = 0; i < MostStops; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string?>(Script) is not { } fault)
            {
                return i > 0 ? faults : ["nothing on it can be reached with the Tab key"];
            }

            if (fault.Length > 0)
            {
                faults.Add(fault);
            }
        }

        return [.. faults, $"has more than {MostStops} stops of the Tab key"];
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(n => n.Html + "  " + string.Join(" ", n.Any.Concat(n.All).Select(a => a.Message))))}";
}
