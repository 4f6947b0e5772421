namespace HmRnnInk.App.Host;

/// <summary>
/// The recent positions and states of a pen. Windows also posts mouse messages for a pen, later than the pen's own messages and fewer of
/// them. The position of a mouse message identifies the state that belongs to it.
/// </summary>
internal sealed class PenTrack
{
    private readonly (WindowsPoint Place, PenState State)[] _places = new (WindowsPoint, PenState)[64];
    private long _count;

    public void Add(WindowsPoint place, PenState state) => _places[_count++ % _places.Length] = (place, state);

    /// <returns>The state at the nearest position, and among equally near ones the newest; the default if there is none.</returns>
    public PenState At(WindowsPoint place)
    {
        PenState state = default;
        long nearest = long.MaxValue;
        for (int back = 1; back <= Math.Min(_count, _places.Length); back++)
        {
            (WindowsPoint recorded, PenState known) = _places[(_count - back) % _places.Length];
            long x = recorded.X - place.X, y = recorded.Y - place.Y, distance = x * x + y * y;
            if (distance < nearest) (nearest, state) = (distance, known);
        }

        return state;
    }
}
