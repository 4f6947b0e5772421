using HmRnnInk.App.Page;
using HmRnnInk.Model;

namespace HmRnnInk.App.Documents;

/// <summary>What a document tells of a model's reading, layer by layer, until it is known that it fits the rows.</summary>
internal sealed class DocumentTraces
{
    private readonly List<string> _operations = [], _boundaries = [];
    private readonly List<List<int>> _probabilities = [];
    private readonly List<float> _nats = [];

    public int Count { get; private set; } = -1;

    public static DocumentTraces Read(ref DocumentJson json, int mostLayers)
    {
        var traces = new DocumentTraces();
        json.BeginObject("trace");
        while (json.NextMember(out string name))
        {
            switch (name)
            {
                case "count": traces.Count = json.Whole(0, DocumentRows.MostRows); break;
                case "operations": ReadTexts(ref json, traces._operations, mostLayers); break;
                case "boundaries": ReadTexts(ref json, traces._boundaries, mostLayers); break;
                case "probabilities": ReadProbabilities(ref json, traces._probabilities, mostLayers); break;
                case "nats":
                    traces._nats.Clear();
                    json.BeginArray();
                    while (json.NextItem()) DocumentRows.Add(ref json, traces._nats, json.Single(-1e9f, 1e9f));
                    break;
                default: json.Skip(); break;
            }
        }

        return traces;
    }

    /// <summary>Gives the rows their traces.</summary>
    /// <param name="layers">Of the model.</param>
    public void AddTo(ref DocumentJson json, PageRow[] page, int layers)
    {
        if (Count < 0 || Count > page.Length) throw json.Error($"trace.count is {Count}; expected 0 to rows.count, {page.Length}");
        int probable = Math.Min(layers, RowTrace.LayersWithProbability);
        if (_operations.Count != layers || _boundaries.Count != layers || _probabilities.Count != probable)
        {
            throw json.Error(
                $"trace has operations of {_operations.Count} layers, boundaries of {_boundaries.Count} and probabilities of {_probabilities.Count}; expected {layers}, {layers} and {probable}");
        }

        CheckLength(ref json, "trace.nats", _nats.Count);
        for (int layer = 0; layer < layers; layer++)
        {
            CheckLength(ref json, $"trace.operations[{layer}]", _operations[layer].Length);
            CheckLength(ref json, $"trace.boundaries[{layer}]", _boundaries[layer].Length);
            DocumentRows.CheckLetters(ref json, $"trace.operations[{layer}]", _operations[layer], DocumentWriter.Operations + DocumentWriter.NotRead);
            DocumentRows.CheckLetters(ref json, $"trace.boundaries[{layer}]", _boundaries[layer], "01");
        }

        for (int layer = 0; layer < probable; layer++) CheckLength(ref json, $"trace.probabilities[{layer}]", _probabilities[layer].Count);
        for (int row = 0; row < Count; row++)
        {
            if (_operations[0][row] == DocumentWriter.NotRead[0]) continue;
            RowTrace trace = Trace(row, layers, probable);
            page[row] = page[row] with { Trace = trace, Layer = trace.DeepestFlush(layers) };
        }
    }

    private RowTrace Trace(int row, int layers, int probable)
    {
        uint operations = 0, boundaries = 0;
        ulong probabilities = 0;
        for (int layer = 0; layer < layers; layer++)
        {
            int operation = DocumentWriter.Operations.IndexOf(_operations[layer][row], StringComparison.Ordinal);
            operations |= (uint)Math.Max((int)Operation.Update, operation) << (2 * layer);
            if (_boundaries[layer][row] == '1') boundaries |= 1u << layer;
        }

        for (int layer = 0; layer < probable; layer++) probabilities |= (ulong)_probabilities[layer][row] << (16 * layer);
        return new RowTrace(operations, (ushort)boundaries, probabilities, _nats[row]);
    }

    private void CheckLength(ref DocumentJson json, string name, int length)
    {
        if (length != Count) throw json.Error($"{name} has {length} items; expected trace.count, {Count}");
    }

    private static void ReadTexts(ref DocumentJson json, List<string> texts, int most)
    {
        texts.Clear();
        json.BeginArray();
        while (json.NextItem())
        {
            if (texts.Count == most) throw json.Error($"trace is of more than {most} layers");
            texts.Add(json.Text());
        }
    }

    private static void ReadProbabilities(ref DocumentJson json, List<List<int>> layers, int most)
    {
        layers.Clear();
        json.BeginArray();
        while (json.NextItem())
        {
            if (layers.Count == most) throw json.Error($"trace is of more than {most} layers");
            var layer = new List<int>();
            json.BeginArray();
            while (json.NextItem()) DocumentRows.Add(ref json, layer, json.Whole(0, 65535));
            layers.Add(layer);
        }
    }
}
