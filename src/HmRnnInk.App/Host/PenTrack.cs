namespace HmRnnInk.App.Host;

/// <summary>
/// Where a pen was lately, and how it pressed there. Windows posts the mouse messages that it makes of a pen's after those, and not one for
/// each: by its place a mouse message finds the pressure that belongs to it, whatever has come in between.
/// </summary>
public sealed class PenTrack
{
    private readonly (WindowsPoint Place, float? Pressure)[] _places = new (WindowsPoint, float?)[64];
    private int _count;

    public void Add(WindowsPoint place, float? pressure) => _places[_count++ % _places.Length] = (place, pressure);

    /// <returns>How the pen pressed there, or at the nearest place; the newest where it was there more than once. Null without any.</returns>
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
