using System.Numerics;

namespace HmRnnInk.Ink.Pointer;

/// <summary>
/// Measures the vertical excursions of one stroke: the distances between the points where the pen turns up or down. Points come in order;
/// the last excursion ends with the stroke.
/// </summary>
/// <param name="first">The y coordinate of the first point.</param>
/// <param name="threshold">Smaller movements are tremor or rounding: they are neither turns nor excursions.</param>
/// <typeparam name="T">The type of the coordinates: pen events are float32, points of files float64.</typeparam>
internal struct TurningPoints<T>(T first, double threshold) where T : struct, IFloatingPointIeee754<T>
{
    private T _turn = first, _extreme = first;
    private int _direction;

    /// <param name="y">The y coordinate of the next point.</param>
    /// <returns>The height of the excursion that has ended; 0 if none has.</returns>
    public T Next(T y)
    {
        if (_direction == 0 && IsTurn(T.Abs(y - _turn))) _direction = T.Sign(y - _turn);
        if (_direction == 0) return T.Zero;
        T sign = _direction > 0 ? T.One : -T.One;
        if ((y - _extreme) * sign > T.Zero) _extreme = y;
        if (!IsTurn((_extreme - y) * sign)) return T.Zero;
        T height = LastHeight();
        (_turn, _extreme, _direction) = (_extreme, y, -_direction);
        return height;
    }

    /// <returns>The height of the stroke's last excursion, if the stroke ends here; 0 if there is none.</returns>
    public readonly T LastHeight()
    {
        T height = T.Abs(_extreme - _turn);
        return IsTurn(height) ? height : T.Zero;
    }

    private readonly bool IsTurn(T distance) => double.CreateChecked(distance) > threshold;
}
