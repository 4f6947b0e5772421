namespace HmRnnInk.App.Colours;

/// <summary>A colour scale in perceptually equal steps.</summary>
internal sealed class ColourRamp
{
    /// <summary>
    /// The number of colours. There are enough to make a step within a stroke invisible, and so few that neighbouring ink often has the
    /// same colour, so that it is one path of an SVG.
    /// </summary>
    public const int Steps = 33;

    private readonly uint[] _colours = new uint[Steps];

    /// <param name="stops">
    /// At least two colours, 0xRRGGBBAA. Adjacent ones should be equally far apart in <see cref="OkLab"/>, where the scale interpolates
    /// linearly.
    /// </param>
    public ColourRamp(params ReadOnlySpan<uint> stops)
    {
        for (int step = 0; step < Steps; step++)
        {
            float at = (float)step / (Steps - 1) * (stops.Length - 1);
            int stop = Math.Min((int)at, stops.Length - 2);
            _colours[step] = OkLab.Of(stops[stop]).Towards(OkLab.Of(stops[stop + 1]), at - stop).ToRgba();
        }
    }

    /// <summary>[Steps], from the beginning of the scale to its end.</summary>
    public IReadOnlyList<uint> Colours => _colours;

    /// <param name="share">0 to 1; values outside are clamped.</param>
    public uint At(double share) => _colours[(int)Math.Round(Math.Clamp(share, 0, 1) * (Steps - 1))];
}
