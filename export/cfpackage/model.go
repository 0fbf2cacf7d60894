package cfpackage

// The classes of CASE 1.1 (1EdTech, Competencies and Academic Standards Exchange, information model), with
// the attributes that a release fills, in the order of the official JSON Schema.

type cfPackage struct {
	Document     document      `json:"CFDocument"`
	Items        []item        `json:"CFItems"`
	Associations []association `json:"CFAssociations"`
	Definitions  definitions   `json:"CFDefinitions"`
}

type document struct {
	Identifier     string `json:"identifier"`
	URI            string `json:"uri"`
	CASEVersion    string `json:"caseVersion"`
	Creator        string `json:"creator"`
	Title          string `json:"title"`
	LastChange     string `json:"lastChangeDateTime"`
	OfficialSource string `json:"officialSourceURL,omitempty"`
	Publisher      string `json:"publisher,omitempty"`
	Description    string `json:"description,omitempty"`
	Language       string `json:"language,omitempty"`
	Version        string `json:"version,omitempty"`
	License        *link  `json:"licenseURI,omitempty"`
	Notes          string `json:"notes,omitempty"`
}

type item struct {
	Identifier  string   `json:"identifier"`
	Statement   string   `json:"fullStatement"`
	Type        string   `json:"CFItemType"`
	URI         string   `json:"uri"`
	Abbreviated string   `json:"abbreviatedStatement,omitempty"`
	Keywords    []string `json:"conceptKeywords,omitempty"`
	Notes       string   `json:"notes,omitempty"`
	TypeURI     link     `json:"CFItemTypeURI"`
	LastChange  string   `json:"lastChangeDateTime"`
}

type association struct {
	Identifier  string `json:"identifier"`
	Type        string `json:"associationType"`
	Sequence    int    `json:"sequenceNumber,omitempty"`
	URI         string `json:"uri"`
	Origin      link   `json:"originNodeURI"`
	Destination link   `json:"destinationNodeURI"`
	Grouping    *link  `json:"CFAssociationGroupingURI,omitempty"`
	LastChange  string `json:"lastChangeDateTime"`
	Notes       string `json:"notes,omitempty"`
}

type link struct {
	Title      string `json:"title"`
	Identifier string `json:"identifier"`
	URI        string `json:"uri"`
}

type definitions struct {
	Licenses  []license  `json:"CFLicenses,omitempty"`
	ItemTypes []itemType `json:"CFItemTypes"`
	Groupings []grouping `json:"CFAssociationGroupings"`
}

type license struct {
	Identifier string `json:"identifier"`
	URI        string `json:"uri"`
	Title      string `json:"title"`
	Text       string `json:"licenseText"`
	LastChange string `json:"lastChangeDateTime"`
}

type itemType struct {
	Identifier  string `json:"identifier"`
	URI         string `json:"uri"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Hierarchy   string `json:"hierarchyCode"`
	LastChange  string `json:"lastChangeDateTime"`
}

type grouping struct {
	Identifier  string `json:"identifier"`
	URI         string `json:"uri"`
	Title       string `json:"title"`
	Description string `json:"description"`
	LastChange  string `json:"lastChangeDateTime"`
}
