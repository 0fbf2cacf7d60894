package site_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// BenchmarkBrowserKeys types into each search with a processor four times slower and reports the longest task of the
// browser meanwhile, in milliseconds: scripts and drawing.
func BenchmarkBrowserKeys(b *testing.B) {
	v := visit(b)
	_, err := chromedp.Call(v.ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4})
	v.must(err)
	for _, field := range []struct{ page, selector string }{{"index.html", ".search input"}, {"explore/index.html", ".filter [name=q]"}, {"crosswalk/index.html", ".filter [name=q]"}, {"search/index.html", "#ask [name=q]"}} {
		b.Run(field.page, func(b *testing.B) {
			longest := 0.0
			for b.Loop() {
				v.open(field.page)
				longest = max(longest, value[float64](v, fmt.Sprintf(`new Promise((done) => {
					let longest = 0; // of the tasks over 50 ms, which are all that a browser tells
					new PerformanceObserver((list) => { for (const task of list.getEntries()) longest = Math.max(longest, task.duration); }).observe({ type: "longtask" });
					const field = document.querySelector(%q), text = "information secur";
					field.focus();
					let at = 0;
					const key = () => {
						field.value = text.slice(0, ++at);
						field.dispatchEvent(new Event("input", { bubbles: true }));
						setTimeout(at < text.length ? key : () => setTimeout(() => done(longest), 800), 260);
					};
					key();
				})`, field.selector)))
			}
			b.ReportMetric(longest, "ms/key")
		})
	}
}
