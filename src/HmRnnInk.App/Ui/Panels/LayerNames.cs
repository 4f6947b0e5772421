using HmRnnInk.Model;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>
/// Names each layer after its segments, such as words. Only a layer that was trained to end its segments by a known rule has a name;
/// docs/research/boundaries.md measures how well it follows the rule.
/// </summary>
/// <param name="model">Gives the model; null without one.</param>
internal sealed class LayerNames(Func<PackedModel?> model)
{
    private static readonly Dictionary<string, string> NameOfRule = new()
    {
        ["speed-minimum"] = "half strokes",
        ["stroke-start"] = "strokes",
        ["pen-up"] = "strokes",
        ["word-gap"] = "words",
    };

    private static readonly string[] Numbers = [.. Enumerable.Range(1, ModelMetadata.MaximumLayers).Select(number => $"layer {number}")];

    private PackedModel? _model;
    private string?[] _names = [];
    private string[] _labels = [], _segmentNames = [];

    /// <summary>The labels of all layers of a model, the lowest first.</summary>
    /// <inheritdoc cref="Label"/>
    public static IReadOnlyList<string> LabelsOf(PackedModel model) => LabelsOf(NamesOf(model));

    /// <summary>The labels of layers without names, such as "layer 1".</summary>
    public static IReadOnlyList<string> NumbersOf(int layers) => Numbers[..layers];

    /// <inheritdoc cref="HasNames"/>
    public static bool HasNamesIn(PackedModel model) => Array.Exists(NamesOf(model), static name => name is not null);

    /// <summary>Whether any layer has a name.</summary>
    public bool HasNames
    {
        get
        {
            Update();
            return Array.Exists(_names, static name => name is not null);
        }
    }

    /// <param name="layer">From 0, the lowest.</param>
    /// <returns>The name of one segment of a layer, such as "word"; "segment" for a layer without a name.</returns>
    public string SegmentName(int layer)
    {
        Update();
        return layer < _segmentNames.Length ? _segmentNames[layer] : "segment";
    }

    /// <summary>The label of a layer, such as "3 words", or "layer 3" for a layer without a name.</summary>
    /// <inheritdoc cref="SegmentName"/>
    public string Label(int layer)
    {
        Update();
        return layer < _labels.Length ? _labels[layer] : Numbers[layer];
    }

    private void Update()
    {
        PackedModel? current = model();
        if (current == _model) return;
        _model = current;
        _names = current is null ? [] : NamesOf(current);
        _segmentNames = [.. _names.Select(name => name?.TrimEnd('s') ?? "segment")];
        _labels = LabelsOf(_names);
    }

    private static string?[] NamesOf(PackedModel model)
    {
        int layers = model.Config.Layers;
        string[] rules = model.Metadata.Training?.TaughtBoundaries?.Split(' ') ?? [];
        return [.. Enumerable.Range(0, layers).Select(layer =>
            layer < layers - 1 && layer < rules.Length ? NameOfRule.GetValueOrDefault(rules[layer]) : null)];
    }

    private static string[] LabelsOf(string?[] names) =>
        [.. names.Select((name, layer) => name is null ? Numbers[layer] : $"{layer + 1} {name}")];
}
