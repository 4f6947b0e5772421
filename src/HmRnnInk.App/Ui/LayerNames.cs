using HmRnnInk.Model;

namespace HmRnnInk.App.Ui;

/// <summary>
/// What the segments of each layer are called. A layer has a name only if its detector was trained to follow a rule; the measurements in
/// docs/research/boundaries.md show that it does. The segments of other models follow no rule that has a name.
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

    // Made once, so that an unchanged frame allocates nothing.
    private static readonly string[] Numbers = [.. Enumerable.Range(1, ModelMetadata.MaximumLayers).Select(number => $"layer {number}")];

    private PackedModel? _model;
    private string?[] _names = [];
    private string[] _labels = [], _ones = [];

    /// <summary>The labels of all layers of a model, the lowest first.</summary>
    /// <inheritdoc cref="Label"/>
    public static IReadOnlyList<string> LabelsOf(PackedModel model) => LabelsOf(NamesOf(model));

    /// <summary>The labels of layers whose segments have no name.</summary>
    public static IReadOnlyList<string> NumbersOf(int layers) => Numbers[..layers];

    /// <inheritdoc cref="Any"/>
    public static bool AnyIn(PackedModel model) => Array.Exists(NamesOf(model), static name => name is not null);

    /// <summary>Whether any layer has a name.</summary>
    public bool Any
    {
        get
        {
            Update();
            return Array.Exists(_names, static name => name is not null);
        }
    }

    /// <param name="layer">From 0, the lowest.</param>
    /// <returns>One segment of a layer, for example "word"; "segment" if its segments have no name.</returns>
    public string OneOf(int layer)
    {
        Update();
        return layer < _ones.Length ? _ones[layer] : "segment";
    }

    /// <summary>The name of a layer, such as "3 words", or "layer 3" if its segments have no name.</summary>
    /// <inheritdoc cref="OneOf"/>
    public string Label(int layer)
    {
        Update();
        return layer < _labels.Length ? _labels[layer] : Numbers[layer];
    }

    private void Update()
    {
        if (_model != model()) Name(_model = model());
    }

    // A separate method, because its closures would otherwise be allocated in every frame.
    private void Name(PackedModel? named)
    {
        _names = named is null ? [] : NamesOf(named);
        _ones = [.. _names.Select(name => name?.TrimEnd('s') ?? "segment")];
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
