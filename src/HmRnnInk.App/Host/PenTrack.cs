namespace HmRnnInk.App.Host;

/// <summary>
/// The recent positions and pressures of a pen. Windows also posts mouse messages for a pen, later than the pen's own messages and fewer of
/// them. The position of a mouse message identifies the pressure that belongs to it.
/// </summary>
public sealed class PenTrack
{
    private readonly (WindowsPoint Place, float? Pressure)[] _places = new (WindowsPoint, float?)[64];
    private int _count;

    public void Add(WindowsPoint place, float? pressure) => _places[_count++ % _places.Length] = (place, pressure);

    /// <returns>The pressure at the nearest position, and among equally near ones the newest; null if there is none.</returns>
    public float? At(WindowsPoint place)
    {
        float? pressure = null;
        long nearest = long.MaxValue;
        for (int back = 1; back <= Math.Min(_count, _places.Length); back++)
        {
            (WindowsPoint there, float? pressed) = _places[(_count - back) % _places.Length];
            long x = there.X - place.X, y = there.Y - place.Y, distance = x * x + y * y;
            if (distance < nearest) (nearest, pressure) = (distance, pressed);
        }

        return pressure;
    }
}
