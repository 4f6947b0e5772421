using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Page;

/// <summary>
/// Finds the feet of handwriting, the points on which its letters stand: the lowest point between two upward movements, and the lowest
/// point of a stroke without any.
/// </summary>
/// <param name="pixelsPerUnit">Scale of the writing, page units per IAM unit.</param>
internal sealed class WritingFeet(float pixelsPerUnit)
{
    /// <summary>An upward movement ends a stroke of a letter if it is at least this high, as a share of the x-height.</summary>
    private const float TurnShare = 0.3f;

    /// <summary>A word with fewer feet may be a dash, which does not stand on the line.</summary>
    private const int MinimumOfWord = 2;

    private readonly float _turn = TurnShare * TrainingPen.XHeight * pixelsPerUnit;
    private readonly List<float> _feet = [];
    private float _lowest = float.MinValue, _highest = float.MaxValue;
    private bool _falls = true;

    /// <summary>
    /// The y coordinate on which most letters stand, page units. Some hang below it. Before the first foot it is the lowest point.
    /// </summary>
    public float Median => _feet.Count == 0 ? _lowest : _feet.Order().ElementAt(_feet.Count / 2);

    /// <summary>Measures how far below its first row a word stands, page units. Null if it has too few feet to tell.</summary>
    /// <param name="word">The rows of the word.</param>
    public static float? Below(IEnumerable<PenOffset> word, UnitMap map)
    {
        var feet = new WritingFeet(map.PixelsPerUnit);
        float? y = null;
        foreach (PenOffset row in word)
        {
            y = y is { } before ? before + map.ToPixels(row).Y : 0;
            feet.Add(y.Value, row.PenUp);
        }

        return feet._feet.Count >= MinimumOfWord ? feet.Median : null;
    }

    /// <summary>Takes the next point.</summary>
    /// <param name="y">Page units downwards.</param>
    /// <param name="penUp">Whether the point ends a stroke.</param>
    public void Add(float y, bool penUp)
    {
        (_lowest, _highest) = (Math.Max(_lowest, y), Math.Min(_highest, y));
        if (_falls && y < _lowest - _turn)
        {
            _feet.Add(_lowest);
            (_falls, _highest) = (false, y);
        }
        else if (!_falls && y > _highest + _turn)
        {
            (_falls, _lowest) = (true, y);
        }

        if (!penUp) return;
        if (_falls) _feet.Add(_lowest);
        (_falls, _lowest, _highest) = (true, float.MinValue, float.MaxValue);
    }
}
