namespace HmRnnInk.App.Colours;

/// <summary>Colours for a figure, in steps that look equally large.</summary>
public sealed class ColourRamp
{
    /// <summary>Enough that a step cannot be seen in a stroke, few enough that neighbouring ink often is one path of an SVG.</summary>
    public const int Steps = 33;

    private readonly uint[] _colours = new uint[Steps];

    /// <param name="stops">0xRRGGBBAA, at least two, as far from one to the next in <see cref="OkLab"/>: the way between is straight.</param>
    public ColourRamp(params ReadOnlySpan<uint> stops)
    {
        for (int step = 0; step < Steps; step++)
        {
            float at = (float)step / (Steps - 1) * (stops.Length - 1);
            int stop = Math.Min((int)at, stops.Length - 2);
            _colours[step] = OkLab.Of(stops[stop]).Towards(OkLab.Of(stops[stop + 1]), at - stop).ToRgba();
        }
    }

    /// <summary>[Steps], from the ramp's beginning to its end.</summary>
    public IReadOnlyList<uint> Colours => _colours;

    /// <param name="share">0 to 1; beyond, the ramp's end.</param>
    public uint At(double share) => _colours[(int)Math.Round(Math.Clamp(share, 0, 1) * (Steps - 1))];
}
