package report

import "testing"

// The pairs that differ in one word are counted, and those of tasks that no statement is equal to.
func TestNearly(t *testing.T) {
	same := map[string]bool{"a": true, "b": true}
	for _, test := range []struct {
		near []string
		same map[string]bool
		want string
	}{
		{nil, same, "no pair differs in one word"},
		{[]string{"a"}, same, "1 more pair differs in one word"},
		{[]string{"c"}, same, "1 more pair differs in one word, and its task is not among these 2"},
		{[]string{"a", "b"}, same, "2 more pairs differ in one word"},
		{[]string{"a", "c"}, same, "2 more pairs differ in one word, and one of them has a task that is not among these 2"},
		{[]string{"c", "d", "a"}, same, "3 more pairs differ in one word, and 2 of them have a task that is not among these 2"},
		{[]string{"c", "d"}, nil, "2 more pairs differ in one word"},
	} {
		if got := nearly(test.near, test.same); got != test.want {
			t.Errorf("%v and %v give %q; expected %q", test.near, test.same, got, test.want)
		}
	}
}
