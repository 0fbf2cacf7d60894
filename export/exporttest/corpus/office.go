package corpus

// An office is what comes before the names of a copy: "Atlantic Harbor Data Management". No two differ by one
// edit, because names that nearly agree are findings of their own.
type office string

// The words of an office. Any two of a list differ in two letters at least.
var (
	regions = []string{
		"Atlantic", "Pacific", "Northern", "Southern", "Eastern", "Western", "Central", "Midland", "Coastal", "Prairie", "Mountain",
		"Colonial", "Highland", "Lakeside", "Riverine", "Frontier", "Overseas", "Capital", "Inland", "Maritime", "Polar", "Tropical",
		"Desert", "Delta", "Canyon", "Peninsula", "Gulf", "Sierra", "Piedmont", "Tidewater", "Plateau", "Borderland",
	}
	places = []string{
		"Harbor", "Valley", "Bridge", "Summit", "Meadow", "Station", "Landing", "Forest", "Garden", "Orchard", "Quarry", "Terrace",
		"Junction", "Crossing", "Lighthouse", "Foundry", "Market", "Square", "Castle", "Mill", "Spring", "Hollow", "Bluff", "Cove",
		"Ferry", "Grove", "Island", "Knoll", "Lagoon", "Pass", "Crest", "Village",
	}
)

// MostHandbooks is how many copies there are names for: the original has its own.
var MostHandbooks = 1 + len(regions)*len(places)

// officeOf returns the office of copy n, from 1.
func officeOf(n int) office {
	return office(regions[(n-1)%len(regions)] + " " + places[(n-1)/len(regions)])
}
