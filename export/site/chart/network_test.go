package chart_test

import (
	"testing"

	"github.com/fwci-open-data/fwci/export/site/chart"
)

func TestNetwork(t *testing.T) {
	n := chart.NewNetwork("n", "Title", "Summary", []chart.NetworkNode{{Name: "top right"}, {Name: "bottom right"}, {Name: "bottom left"}, {Name: "top left"}},
		[]chart.NetworkEdge{{From: 0, To: 2, Strength: 95}, {From: 1, To: 3, Strength: 100}, {From: 0, To: 1, Strength: 4}})
	if len(n.Nodes) != 4 || n.Nodes[0].X <= n.Width/2 || n.Nodes[0].Y >= n.Height/2 || n.Nodes[3].Anchor != "e" || n.Nodes[0].Anchor != "" {
		t.Errorf("the nodes are %+v", n.Nodes)
	}
	for _, node := range n.Nodes {
		if node.X < 0 || node.X > n.Width || node.Y < 0 || node.Y > n.Height {
			t.Errorf("%s is outside the picture at %d, %d", node.Name, node.X, node.Y)
		}
	}
	if n.Edges[0].Class != "w9" || n.Edges[1].Class != "w9" || n.Edges[2].Class != "w0" || n.Edges[0].Path == "" {
		t.Errorf("the edges are %+v", n.Edges)
	}
	if empty := chart.NewNetwork("n", "", "", nil, nil); len(empty.Nodes)+len(empty.Edges) != 0 {
		t.Errorf("an empty network has %v", empty)
	}
}
