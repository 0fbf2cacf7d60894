package statement

import "testing"

func TestCompare(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want Nearness
	}{
		{"Performs storage management.", "Perform storage management", Identical},
		{"Identifies system and network capabilities.", "Identify system and network capabilities", Identical},
		{"Analyzes, tests, and fixes systems (for example, servers)", "Analyze, test, and fix systems, for example servers.", Identical},
		{"Develops and Implements Goals", "Develop and implement goals", Identical},
		{"Processes or displays data", "Process or display data", Identical},
		{"Effectively allocates storage.", "Effectively allocate storage", Identical},
		{"Uses a user’s data", "Use a user's data", Identical},
		{"Tests web/mobile systems", "Test web mobile systems", Identical},
		// A changed letter ends the identity.
		{"Performs storage management.", "Perform storage managements", Nearly},
		{"Tests systems", "Test system", Nearly},
		{"Develops systems and tests networks", "Develop systems and test networks", Nearly}, // a verb later on counts letter by letter
		// One word added, removed or replaced.
		{"Develops cybersecurity policies and procedures.", "Develop cybersecurity training policies and procedures", Nearly},
		{"Develop cybersecurity training policies and procedures", "Develops cybersecurity policies and procedures.", Nearly},
		{"Maintains network software.", "Install network software", Nearly},
		{"Recommends network enhancements now", "Recommend network enhancements", Nearly},
		{"Performs a a test", "Perform a test", Nearly},
		// More than one word.
		{"Develops cybersecurity policies", "Develop network security policies", Other},
		{"Performs storage management", "Perform management of storage", Other},
		{"Performs storage management", "Manage storage performance", Other},
		{"Tests", "Builds", Other},
		{"", "", Other},
		{"…", "Test", Other},
	} {
		if got := Compare(Parse(test.a), Parse(test.b)); got != test.want {
			t.Errorf("%q and %q are %s; expected %s", test.a, test.b, got, test.want)
		}
		if there, back := Compare(Parse(test.a), Parse(test.b)), Compare(Parse(test.b), Parse(test.a)); there != back {
			t.Errorf("%q and %q are %s one way and %s the other", test.a, test.b, there, back)
		}
	}
}

func TestThirdPerson(t *testing.T) {
	for verb, want := range map[string]string{
		"perform": "performs", "identify": "identifies", "display": "displays", "process": "processes", "establish": "establishes", "match": "matches", "fix": "fixes", "do": "does", "analyze": "analyzes", "y": "ys",
	} {
		if got := thirdPerson(verb); got != want {
			t.Errorf("%s gives %s; expected %s", verb, got, want)
		}
	}
}

// A change of any one letter of a statement ends its identity, unless it gives the verb another person.
func TestAChangedLetterEndsTheIdentity(t *testing.T) {
	const text = "Recommend security changes to systems and system components"
	for i, c := range text {
		if c == ' ' {
			continue
		}
		changed := text[:i] + "q" + text[i+1:]
		if got := Compare(Parse(text), Parse(changed)); got != Nearly {
			t.Errorf("%q is %s to %q; expected %s", changed, got, text, Nearly)
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("Performs storage management.", "Perform storage management")
	f.Add("\xff a", "a \xff")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := Parse(a), Parse(b)
		if Compare(x, y) != Compare(y, x) {
			t.Errorf("%q and %q differ by the order", a, b)
		}
		if len(x.words) > 0 && Compare(x, x) != Identical {
			t.Errorf("%q is not identical to itself", a)
		}
	})
}
