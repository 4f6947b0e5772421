using System.Runtime.InteropServices;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Canvas;

/// <summary>
/// The areas of a page that have to be drawn again. Areas are only joined if little else lies between them, because everything in an area
/// is drawn. The end of a line and the start of the next one, for example, stay two areas. If there are too many areas, a new one is
/// joined to the oldest.
/// </summary>
internal sealed class ChangedAreas
{
    private const int MaximumAreas = 8;

    /// <summary>Two areas are joined if the result is at most this number of times as large as both together.</summary>
    private const float MaximumGrowth = 2;

    private readonly List<PageArea> _areas = [];

    public ReadOnlySpan<PageArea> Areas => CollectionsMarshal.AsSpan(_areas);

    public void Clear() => _areas.Clear();

    public void Add(ChangedAreas other)
    {
        foreach (PageArea area in other._areas) Add(area);
    }

    /// <summary>Adds the areas of ink.</summary>
    public void Add(ReadOnlySpan<Capsule> capsules)
    {
        PageArea run = PageArea.Empty;
        for (int index = 0; index < capsules.Length; index++)
        {
            PageArea area = PageArea.Of(capsules.Slice(index, 1));
            if (!AreNear(run, area))
            {
                Add(run);
                run = PageArea.Empty;
            }

            run = run.Union(area);
        }

        Add(run);
    }

    private void Add(PageArea area)
    {
        if (area.IsEmpty) return;
        for (int index = 0; index < _areas.Count; index++)
        {
            if (_areas.Count < MaximumAreas && !AreNear(_areas[index], area)) continue;
            // The larger area may be near others.
            area = area.Union(_areas[index]);
            _areas.RemoveAt(index);
            index = -1;
        }

        _areas.Add(area);
    }

    private static bool AreNear(PageArea one, PageArea other) =>
        one.IsEmpty || Size(one.Union(other)) <= MaximumGrowth * (Size(one) + Size(other));

    private static float Size(PageArea area) => area.Width * area.Height;
}
