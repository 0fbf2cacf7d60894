package naming

import "testing"

func TestCounted(t *testing.T) {
	for want, got := range map[string]string{
		"1 pathway": Counted(1, "pathway"), "2 pathways": Counted(2, "pathway"),
		"1 query": Counted(1, "query"), "0 queries": Counted(0, "query"),
		"2 NICE statements": Counted(2, "NICE statement"), "3 specialties": Counted(3, "specialty"),
	} {
		if got != want {
			t.Errorf("found %q; expected %q", got, want)
		}
	}
}
