package handbook_test

import (
	"slices"
	"testing"

	"github.com/fwci-open-data/fwci/extract/handbook"
	"github.com/fwci-open-data/fwci/extract/source"
)

// TestHandTakenFacts holds facts that a person read off the document, each with its line.
func TestHandTakenFacts(t *testing.T) {
	facts := factLines(parse(t, raw(t)))
	for _, fact := range []string{
		"title|OPM Federal Workforce Competency Initiative (FWCI) Framework and Handbook for Information Technology Management, 2210",
		"contents|3|Introduction",
		"contents|4|Background",
		"contents|43|Occupational Profile for Internet/Web Services",
		"contents|49|Federal Workforce Competency Initiative (FWCI) General Competencies",
		"contents|52|Federal Workforce Competency Initiative (FWCI) Technical Competencies",
		// A heading of the contents, in the body as in the contents.
		"section|45|Occupational Profile for IT Strategy and Planning",
		"section|0|IT Operations and Security", // a cluster's own heading, which the contents leave out
		"section|0|U.S. Office of Personnel Management",
		"prose|U.S. Office of Personnel Management|1900 E Street NW, Washington DC 20415",
		"prose|IT Clusters of Work Model|The new model of IT work includes IT clusters aligning classification policy and the structure of IT work. The clusters include three defined clusters of IT work including specializations aligned with each cluster. The three clusters of information technology work are: IT Operations and Security, IT Development and Analysis, and IT Strategy and Planning.",
		// A cluster's definition that a page break cuts at a comma, and its last type of work.
		"cluster|IT Strategy and Planning|encompasses strategic planning, policy development, and enterprise architecture. This involves aligning IT strategies with organizational goals and objectives, setting the overall direction and vision for IT within the organization. Employees in this cluster develop and maintain strategic plans, assess policy needs, provide policy guidance, prepare IT budgets, manage IT investment portfolios, and conduct audits of IT programs and projects.",
		"work|IT Strategy and Planning|a broad spectrum of IT management activities that typically extends and applies to an entire organization or major components of an organization. This includes strategic planning, capital planning and investment control, workforce planning, policy and standards development, resource management, knowledge management, auditing, and information security management.",
		"cluster profile|IT Strategy and Planning|This cluster encompasses strategic planning, policy development, and enterprise architecture.",
		// The list goes on in the second column after its page break.
		"listed|technical|Information Technology Resources Strategy and Planning",
		"listed|technical|Infrastructure Design",
		"grade|Entry Level|5|7", "grade|Intermediate Level|9|11", "grade|Journey Level|12|13", "grade|Senior Level|14|15",
		// General bands: at entry level no leadership; oral communication is not important at intermediate.
		"band||Leadership|Entry Level|", "band||Leadership|Intermediate Level|X",
		"band||Oral Communication|Entry Level|X", "band||Oral Communication|Intermediate Level|", "band||Oral Communication|Journey Level|X",
		"band||External Awareness|Intermediate Level|", "band||External Awareness|Journey Level|X",
		"band||Writing|Intermediate Level|X", "band||Teamwork|Senior Level|X", // after the page break
		// Technical bands: every ** cell.
		"band|IT Operations and Security|Accessibility|Senior Level|**",
		"band|IT Strategy and Planning|Asset Management|Senior Level|**",
		"band|IT Strategy and Planning|Hardware|Senior Level|**",
		"band|IT Strategy and Planning|Physical Security|Senior Level|**",
		"band|IT Operations and Security|Cloud Administration|Intermediate Level|",
		"band|IT Operations and Security|Cloud Administration|Journey Level|",
		"band|IT Operations and Security|Cloud Administration|Senior Level|X",
		"band|IT Development and Analysis|Accessibility|Intermediate Level|",
		"band|IT Strategy and Planning|Contracting/ Procurement|Journey Level|X",
		// Ranks of particular rows; 0 is NR.
		"rank||Integrity/Honesty|1|1", "rank||Digital Collaboration|14|7", "rank||Learning|10|16", "rank||External Awareness|30|30",
		"rank|IT Operations and Security|Operating Systems|1|9",
		"rank|IT Operations and Security|Infrastructure Design|12|36",
		"rank|IT Operations and Security|Accessibility|36|0",
		"rank|IT Operations and Security|Enterprise Architecture|35|38", // first after the page break
		"rank|IT Operations and Security|Cloud Administration|0|33",
		"rank|IT Operations and Security|Systems Integration|0|45",
		"rank|IT Development and Analysis|Cloud Services|29|3",
		"rank|IT Development and Analysis|Artificial Intelligence/ Machine Learning|0|36",
		"rank|IT Strategy and Planning|Operating Systems|39|0",
		"rank|IT Strategy and Planning|Artificial Intelligence Values-Driven Design|0|48",
		"profile|Information Technology Management|true||general|The table below presents the important general competencies and top 20 important tasks for all information technology management work.",
		"profile|Internet/Web Services|false|IT Development and Analysis|technical|The table below presents the important technical competencies and top 20 important tasks for information technology management work in Internet/Web Services.",
		"profile|Enterprise Architecture|false|IT Strategy and Planning|technical|The table below presents the important technical competencies and top 20 important tasks for information technology management work in Enterprise Architecture.",
		"task|Enterprise Architecture|Develops and Implements Architecture Goals, Objectives, Principles and Standards", // no period
		"task|Data Management|Coordinates the Integration of IT system subsystems (e.g., APIs, database management systems).",
		// Definitions that a page break cuts, whole; their lines are checked below.
		"definition|general|Interpersonal Skills|Shows understanding, friendliness, courtesy, tact, empathy, concern, and politeness to others; develops and maintains effective relationships with others; may include effectively dealing with individuals who are difficult, hostile, or distressed; relates well to people from varied backgrounds and different situations.",
		"definition|technical|Embedded Computers/Internet of Things (IoT)|Knowledge of specifications and uses of specialized computer systems used to control devices (for example, temperature controllers, programmable logic controllers, video cameras), including the appropriate programming languages.",
		"definition|technical|Information Technology Laws and Guidelines|Knowledge of the laws, regulations, policies, and guidelines (for example, Executive Orders, Section 508 of the Rehabilitation Act of 1973, FITARA, FISMA) governing the use, security, privacy, and accessibility of digital information, budgeting, and investment management. Applies this information to implement compliant and accessible IT products and solutions.",
		"definition|technical|Contracting/Procurement|Knowledge of various types of contracts, techniques, or requirements (for example, Federal Acquisitions Regulations) for contracting or procurement, and contract negotiation and administration.",
		"definition|technical|Web Technology|Knowledge of the principles and methods of web technologies, tools, and delivery systems, including web security, privacy policy practices, and user interface issues.",
		"note|Customer Service|Clients and customers include any individuals who use or receive the services or products that your work unit produces, including the general public, individuals who work in the agency, other agencies, or organizations outside the Government.",
	} {
		if !slices.Contains(facts, fact) {
			t.Errorf("the document does not have\n  %s", fact)
		}
	}
}

// TestHandTakenSpans holds lines that a person read off the document.
func TestHandTakenSpans(t *testing.T) {
	doc := parse(t, raw(t))
	spans := map[string]source.Span{}
	for _, d := range doc.Definitions {
		spans[d.Name.Value] = d.Text.Span
	}
	for _, c := range doc.Clusters {
		spans[c.Name.Value] = c.Definition.Span
	}
	for _, test := range []struct {
		name string
		want source.Span
	}{
		{"Attention to Detail", source.At(1101)},
		{"Interpersonal Skills", source.Span{Start: 1125, End: 1127}},
		{"Embedded Computers/Internet of Things (IoT)", source.Span{Start: 1221, End: 1223}},
		{"Information Technology Laws and Guidelines", source.Span{Start: 1247, End: 1249}},
		{"Web Technology", source.At(1329)},
		{"IT Strategy and Planning", source.Span{Start: 100, End: 102}},
	} {
		if spans[test.name] != test.want {
			t.Errorf("%s is on the lines %v; read by hand: %v", test.name, spans[test.name], test.want)
		}
	}
}

func profileOf(t *testing.T, doc *handbook.Document, name string) handbook.Profile {
	t.Helper()
	for _, p := range doc.Profiles {
		if p.Name.Value == name {
			return p
		}
	}
	t.Fatalf("no profile %q", name)
	return handbook.Profile{}
}

func values(texts []source.Text) []string {
	var out []string
	for _, text := range texts {
		out = append(out, text.Value)
	}
	return out
}

// TestReadingOrder holds whole columns, read by hand down each column over the page break.
func TestReadingOrder(t *testing.T) {
	doc := parse(t, raw(t))
	for _, test := range []struct {
		profile string
		want    []string
	}{
		{"Customer Support", []string{
			"Accessibility", "Asset Management", "Change Management", "Communications Security Management", "Compliance", "Computer Network Defense",
			"Configuration Management", "Education and Training", "Encryption", "Hardware", "Identity Management",
			"Information Assurance", "Information Systems and Network Security", "Information Technology Continuity of Operations (COOP)",
			"Information Technology Laws and Guidelines", "Information Technology Resources Strategy and Planning", "Infrastructure Design",
			"Internal Controls", "Operating Systems", "Operations Support", "Physical Security",
			"Quality Assurance", "Requirements Analysis and Management", "Risk Management", "Security", "Security Incident Management", "Security Models",
			"Service Incident Management", "Systems Life Cycle", "Technical Documentation", "Technology Awareness",
		}},
		{"Enterprise Architecture", []string{
			"Business Process Reengineering", "Change Management", "Cloud Administration", "Cloud Engineering", "Cloud Services",
			"Communications Security Management", "Compliance", "Computer Network Defense", "Configuration Management", "Data Architecture",
			"Data Management", "Education and Training", "Encryption", "Enterprise Architecture", "Hardware", "Identity Management",
			"Information Assurance", "Information Systems and Network Security",
			"Information Systems Security Certification", "Information Technology Architecture", "Information Technology Continuity of Operations (COOP)",
			"Information Technology Laws and Guidelines", "Information Technology Performance Assessment", "Information Technology Performance Monitoring",
			"Information Technology Program Management", "Information Technology Resources Strategy and Planning", "Infrastructure Design",
			"Internal Controls", "Logical Systems Design", "Migration and Modernization", "Network Engineering", "Network Management",
			"Operating Systems", "Operations Support", "Physical Security", "Process Control",
			"Product Evaluation", "Quality Assurance", "Requirements Analysis and Management", "Risk Management", "Security",
			"Security Incident Management", "Security Models", "Service Incident Management", "Systems Design", "Systems Engineering",
			"Systems Integration", "Systems Life Cycle", "Systems Testing and Evaluation", "Technical Documentation", "Technology Awareness",
			"Vulnerabilities Assessment", "Web Technology",
		}},
	} {
		if d := difference(values(profileOf(t, doc, test.profile).Competencies), test.want); d != "" {
			t.Errorf("%s: %s", test.profile, d)
		}
	}
}

// TestClusterHeadingInSingular: line 1007 prints the heading of a cluster's profiles as if it were a
// specialty's.
func TestClusterHeadingInSingular(t *testing.T) {
	doc := parse(t, raw(t))
	var profiles, clusters []string
	for _, p := range doc.Profiles {
		profiles = append(profiles, p.Name.Value)
	}
	for _, c := range doc.ClusterProfiles {
		clusters = append(clusters, c.Name.Value)
	}
	wantProfiles := []string{
		"Information Technology Management",
		"Customer Support", "Information Security", "Network Services", "Operating Systems", "Systems Administration",
		"Applications and Software", "Data Management", "Systems Analysis", "Internet/Web Services",
		"Enterprise Architecture", "Policy and Planning",
	}
	wantClusters := []string{"IT Operations and Security", "IT Development and Analysis", "IT Strategy and Planning"}
	if d := difference(profiles, wantProfiles); d != "" {
		t.Errorf("profiles: %s", d)
	}
	if d := difference(clusters, wantClusters); d != "" {
		t.Errorf("headings of clusters: %s", d)
	}
	last := doc.ClusterProfiles[2]
	if last.Heading.Value != "Occupational Profile for IT Strategy and Planning" || last.Heading.Span != source.At(1007) {
		t.Errorf("the heading is %q on line %d; expected the singular on line 1007", last.Heading.Value, last.Heading.Line())
	}
	for _, s := range doc.Sections {
		if want := (map[int]int{596: 3, 829: 3, 1007: 3, 600: 4, 1011: 4})[s.Title.Line()]; want > 0 && s.Level != want {
			t.Errorf("the section %q is of level %d; expected %d", s.Title.Value, s.Level, want)
		}
	}
}

// TestHandTakenClasses holds the class of particular lines.
func TestHandTakenClasses(t *testing.T) {
	classes := parse(t, raw(t)).Classes
	for line, want := range map[int]source.Class{
		1: source.Blank, 3: source.Heading, 7: source.TOC, 9: source.TOC, 38: source.Blank, 40: source.TOC,
		42: source.Heading, 44: source.Narrative,
		74: source.Heading, 76: source.Data, 78: source.Narrative, 80: source.Data, 102: source.Data,
		117: source.Heading, 118: source.Data, 120: source.RepeatedHeader, 121: source.Data, 133: source.Note, 211: source.Note,
		606: source.Data, 615: source.RepeatedHeader, 616: source.RepeatedHeader, 617: source.Data,
		1007: source.Heading, 1009: source.Data, 1101: source.Data, 1109: source.Note, 1127: source.Data, 1338: source.Boilerplate,
	} {
		if classes[line-1] != want {
			t.Errorf("line %d is of class %s; expected %s", line, classes[line-1], want)
		}
	}
}
