package linkeddata

import (
	"github.com/fwci-open-data/fwci/export/linkeddata/rdf"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

// foreign states the records of a table of another framework as concepts, with the identifiers that its makers gave
// as notation.
func (b *builder) foreign(table string) {
	b.present(table, func(r record) {
		n := b.describe(r, nil)
		n.Add(notation, r.keys()[0])
		b.concept(n, table)
	})
}

// nice states the NICE Framework: its parts as concepts, and what leads from one to another.
func (b *builder) nice() {
	b.schemesOf(func(k identity.Kind) bool { return k.Whole == identity.NICEGraph })
	for _, table := range []string{"nice_categories", "nice_work_roles", "nice_competency_areas", "nice_statements"} {
		b.foreign(table)
	}
	for _, r := range b.d.NICEWorkRoleStatements {
		b.graph.Node(b.iri("nice_work_roles", r.WorkRoleID)).Add(niceStatement, b.iri("nice_statements", r.StatementID))
	}
	for _, r := range b.d.NICEAreaStatements {
		b.graph.Node(b.iri("nice_competency_areas", r.AreaID)).Add(niceStatement, b.iri("nice_statements", r.StatementID))
	}
	for _, r := range b.d.NICETaskAlignments {
		n := b.graph.Node(b.own("nice-alignment", r.WorkRoleID, r.TaskID), fwci+"TaskAlignment")
		n.Add(properties()[fwci+"workRole"], b.iri("nice_work_roles", r.WorkRoleID))
		n.Add(properties()[fwci+"niceTask"], b.iri("nice_statements", r.TaskID))
		n.Add(niceStatement, b.iri("nice_statements", r.StatementID))
	}
}

// dcwf states the DoD Cyber Workforce Framework: its parts as concepts, and what leads from one to another.
func (b *builder) dcwf() {
	b.schemesOf(func(k identity.Kind) bool { return k.Whole == identity.DCWFGraph })
	for _, table := range []string{"dcwf_elements", "dcwf_work_roles", "dcwf_statements"} {
		b.foreign(table)
	}
	properties := map[string]*rdf.Property{"core": coreStatement, "additional": additional, "unmarked": unmarked}
	role := func(r dataset.DCWFWorkRoleStatement) *rdf.Node { return b.graph.Node(b.iri("dcwf_work_roles", r.Code)) }
	for _, r := range b.d.DCWFWorkRoleStatements {
		role(r).Add(properties[r.Requirement], b.iri("dcwf_statements", r.StatementID))
	}
}
