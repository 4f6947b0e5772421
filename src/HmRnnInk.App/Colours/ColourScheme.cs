namespace HmRnnInk.App.Colours;

/// <summary>What the colour of the ink shows, and for which layer and unit.</summary>
/// <param name="Layer">From 0, the lowest.</param>
/// <param name="Unit">The unit of the layer's hidden state, from 0.</param>
internal readonly record struct ColourScheme(ColourMode Mode = ColourMode.Nested, int Layer = 0, int Unit = 0)
{
    /// <summary>Whether the mode shows one layer.</summary>
    public bool IsOfLayer => Mode is ColourMode.Segments or ColourMode.Operation or ColourMode.Unit;

    /// <param name="step">1 for the next mode, −1 for the previous one.</param>
    public ColourScheme OtherMode(int step) =>
        this with { Mode = (ColourMode)(((int)Mode + step + ColourModes.All.Count) % ColourModes.All.Count) };

    /// <param name="layers">The number of layers of the model.</param>
    /// <param name="step">1 for the next layer, −1 for the previous one.</param>
    public ColourScheme OtherLayer(int layers, int step)
    {
        int choices = Choices(layers);
        return this with { Layer = (Math.Min(Layer, choices - 1) + step + choices) % choices };
    }

    /// <returns>The number of layers to choose from in this mode; at least 1.</returns>
    public int Choices(int layers) => Math.Max(1, Mode == ColourMode.Segments ? layers - 1 : layers); // the top layer has no boundaries

    /// <param name="units">The number of units of a layer.</param>
    /// <param name="step">The number of units to move by; negative to earlier ones.</param>
    public ColourScheme OtherUnit(int units, int step) => this with { Unit = units == 0 ? 0 : ((Unit + step) % units + units) % units };

    /// <summary>Clamps layer and unit to those of the model.</summary>
    /// <param name="layers">The number of layers of the model; 0 without a model.</param>
    /// <param name="units">The number of units of a layer.</param>
    public ColourScheme Within(int layers, int units) =>
        this with { Layer = Math.Clamp(Layer, 0, Choices(layers) - 1), Unit = Math.Clamp(Unit, 0, Math.Max(0, units - 1)) };
}
