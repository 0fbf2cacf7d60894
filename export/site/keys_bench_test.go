package site_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
)

// BenchmarkBrowserKeys types into each search with a processor four times slower. It reports the most that one key
// takes of the page's processor time, in milliseconds: its scripts, and all that is done for it, drawing included.
func BenchmarkBrowserKeys(b *testing.B) {
	v := visit(b)
	_, err := chromedp.Call(v.ctx, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks})
	v.must(err)
	_, err = chromedp.Call(v.ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4})
	v.must(err)
	for _, field := range []struct{ page, selector string }{
		{"index.html", ".search input"}, {"search/index.html", "#ask [name=q]"}, {"explore/index.html", ".filter [name=q]"}, {"crosswalk/index.html", ".filter [name=q]"},
	} {
		b.Run(field.page, func(b *testing.B) {
			script, all := 0.0, 0.0
			for b.Loop() {
				v.open(field.page)
				v.run(chromedp.Focus(chromedp.CSS(field.selector)))
				time.Sleep(3 * time.Second) // the index is read in short turns
				for _, text := range []string{"information secur", "OPM 441"} {
					for at := range text {
						before := v.spent()
						value[bool](v, fmt.Sprintf(`{
							const field = document.querySelector(%q);
							field.value = %q;
							field.dispatchEvent(new Event("input", { bubbles: true }));
						}`, field.selector, text[:at+1]))
						time.Sleep(300 * time.Millisecond)
						after := v.spent()
						script, all = max(script, after["ScriptDuration"]-before["ScriptDuration"]), max(all, after["TaskDuration"]-before["TaskDuration"])
					}
				}
			}
			b.ReportMetric(1000*script, "script-ms/key")
			b.ReportMetric(1000*all, "ms/key")
		})
	}
}

// spent returns the processor time that a page has taken so far, in seconds by kind.
func (v *visitor) spent() map[string]float64 {
	found, err := chromedp.Call(v.ctx, performance.GetMetrics, cdp.Empty{})
	v.must(err)
	spent := map[string]float64{}
	for _, m := range found.Metrics {
		spent[m.Name] = m.Value
	}
	return spent
}
