using HmRnnInk.App.Colours;

namespace HmRnnInk.App.Watch;

/// <summary>The look on the screen, on its way to that of the checkpoint that is to be seen.</summary>
public sealed class LookFade
{
    private const double Seconds = 0.2;

    private ReadingLook? _from, _to, _shown;
    private (CheckpointReading Reading, Palette Palette, ColourMode Mode, int Layers)? _last;
    private double _began = double.NegativeInfinity;
    private bool _settled;

    /// <summary>What is to be drawn; valid until the next update.</summary>
    public ReadingLook Shown => _shown!;

    /// <summary>Goes on in time.</summary>
    /// <param name="reading">What is to be seen; one that could not be read is plain ink.</param>
    /// <param name="hues">Of its segments.</param>
    /// <param name="layers">Of the run's models, or more.</param>
    /// <returns>Whether the look has changed.</returns>
    public bool Update(CheckpointReading reading, IReadOnlyList<byte[]> hues, Palette palette, ColourMode mode, int views, int layers, double seconds)
    {
        (CheckpointReading, Palette, ColourMode, int) now = (reading, palette, mode, layers);
        bool cut = _last is null || _last.Value.Palette != palette || _last.Value.Mode != mode || _shown!.Views != views || _shown.Layers != layers
            || _shown.Rows != reading.Rows.Length || _last.Value.Reading.Failure is not null;
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
