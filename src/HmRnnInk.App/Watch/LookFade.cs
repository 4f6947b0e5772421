using HmRnnInk.App.Colours;

namespace HmRnnInk.App.Watch;

/// <summary>Fades from the look on the screen to the look of the current checkpoint.</summary>
internal sealed class LookFade
{
    private const double Seconds = 0.2;

    private ReadingLook? _from, _to, _shown;
    private (CheckpointReading Reading, Palette Palette, ColourMode Mode, int Layers)? _last;
    private double _began = double.NegativeInfinity;
    private bool _settled;

    /// <summary>The look to draw. Valid until the next update.</summary>
    public ReadingLook Shown => _shown!;

    /// <summary>Advances the fade to a time.</summary>
    /// <param name="hues">[detectors][rows]: the hues of the reading's segments.</param>
    /// <param name="views">How many times the line is drawn, each time in other colours.</param>
    /// <returns>Whether the look has changed.</returns>
    public bool Update(CheckpointReading reading, IReadOnlyList<byte[]> hues, Palette palette, ColourMode mode, int views, int layers,
        double seconds)
    {
        (CheckpointReading, Palette, ColourMode, int) now = (reading, palette, mode, layers);
        // Only another reading fades in. Other changes, such as another colour mode, are shown at once.
        bool cut = _last is null || _last.Value.Palette != palette || _last.Value.Mode != mode || _shown!.Views != views
            || _shown.Layers != layers || _shown.Rows != reading.Rows.Length;
        if (now != _last)
        {
            if (cut) (_from, _to, _shown) = (New(), New(), New());
            _from!.CopyFrom(_shown!);
            _to!.Set(reading, hues, palette, mode);
            if (cut) _from.CopyFrom(_to);
            (_last, _began, _settled) = (now, seconds, false);
        }

        if (_settled) return false;
        float share = cut ? 1 : (float)Math.Clamp((seconds - _began) / Seconds, 0, 1);
        _shown!.Between(_from!, _to!, share * share * (3 - (2 * share)));
        _settled = share >= 1;
        return true;

        ReadingLook New() => new(views, layers, reading.Rows.Length);
    }
}
