using System.Globalization;
using HmRnnInk.App.Page;
using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>The rows of a document, column by column, until it is known that they fit each other.</summary>
internal sealed class DocumentRows
{
    /// <summary>More than a hand writes in a hundred hours.</summary>
    public const int MostRows = 1_000_000;

    public const int MostLines = 100_000;

    private const float FarthestPlace = 1e6f;

    private readonly List<float> _deltaX = [], _deltaY = [], _x = [], _y = [], _pixelsPerUnit = [];
    private readonly List<int> _line = [];
    private readonly List<double> _seconds = [], _pressure = [];
    private string _penUp = "", _owner = "", _holdsTop = "";
    private int _count = -1;

    public static DocumentRows Read(ref DocumentJson json)
    {
        var rows = new DocumentRows();
        json.BeginObject("rows");
        while (json.NextMember(out string name))
        {
            switch (name)
            {
                case "count": rows._count = json.Whole(0, MostRows); break;
                case "deltaX": ReadColumn(ref json, rows._deltaX, FarthestPlace); break;
                case "deltaY": ReadColumn(ref json, rows._deltaY, FarthestPlace); break;
                case "x": ReadColumn(ref json, rows._x, FarthestPlace); break;
                case "y": ReadColumn(ref json, rows._y, FarthestPlace); break;
                case "pixelsPerUnit": ReadColumn(ref json, rows._pixelsPerUnit, 1000); break;
                case "penUp": rows._penUp = json.Text(); break;
                case "owner": rows._owner = json.Text(); break;
                case "holdsTop": rows._holdsTop = json.Text(); break;
                case "line": ReadLines(ref json, rows._line); break;
                case "seconds": ReadOptional(ref json, rows._seconds, -1e12, 1e12); break;
                case "pressure": ReadOptional(ref json, rows._pressure, 0, 1); break;
                default: json.Skip(); break;
            }
        }

        return rows;
    }

    /// <returns>The rows without their traces.</returns>
    public PageRow[] ToPage(ref DocumentJson json)
    {
        if (_count < 0) throw json.Error("\"rows\" have no \"count\"");
        foreach (List<double> optional in (ReadOnlySpan<List<double>>)[_seconds, _pressure])
            if (optional.Count == 0) optional.AddRange(Enumerable.Repeat(double.NaN, Math.Min(_count, _deltaX.Count)));
        if (_holdsTop.Length == 0) _holdsTop = new string('0', Math.Min(_count, _deltaX.Count));
        foreach ((string name, int length) in (ReadOnlySpan<(string, int)>)
            [("deltaX", _deltaX.Count), ("deltaY", _deltaY.Count), ("penUp", _penUp.Length), ("x", _x.Count), ("y", _y.Count),
            ("owner", _owner.Length), ("line", _line.Count), ("seconds", _seconds.Count), ("pixelsPerUnit", _pixelsPerUnit.Count), ("holdsTop", _holdsTop.Length),
            ("pressure", _pressure.Count)])
        {
            if (length != _count) throw json.Error($"rows.{name} has {length} items; expected rows.count, {_count}");
        }

        CheckLetters(ref json, "rows.penUp", _penUp, "01");
        CheckLetters(ref json, "rows.owner", _owner, "PM");
        CheckLetters(ref json, "rows.holdsTop", _holdsTop, "01");
        if (_pixelsPerUnit.FindIndex(size => size < 0.0001f) is >= 0 and var flat)
            throw json.Error(string.Create(CultureInfo.InvariantCulture, $"rows.pixelsPerUnit[{flat}] is {_pixelsPerUnit[flat]}; expected 0.0001 to 1000"));
        var page = new PageRow[_count];
        int stroke = 0;
        for (int row = 0; row < page.Length; row++)
        {
            bool penUp = _penUp[row] == '1';
            page[row] = new PageRow(
                new PenOffset(_deltaX[row], _deltaY[row], penUp), _x[row], _y[row],
                _owner[row] == 'P' ? RowOwner.Person : RowOwner.Model, stroke, _line[row], PixelsPerUnit: _pixelsPerUnit[row], HoldsTop: _holdsTop[row] == '1')
            {
                TimeSeconds = _seconds[row],
                Pressure = double.IsNaN(_pressure[row]) ? null : (float)_pressure[row],
            };
            if (penUp) stroke++;
        }

        return page;
    }

    /// <exception cref="InkFormatException">A letter is none of those allowed.</exception>
    internal static void CheckLetters(ref DocumentJson json, string name, string letters, string allowed)
    {
        int wrong = letters.AsSpan().IndexOfAnyExcept(allowed);
        if (wrong >= 0) throw json.Error($"letter {wrong} of {name} is '{letters[wrong]}'; expected one of {allowed}");
    }

    private static void ReadColumn(ref DocumentJson json, List<float> column, float most)
    {
        column.Clear();
        json.BeginArray();
        while (json.NextItem()) Add(ref json, column, json.Single(-most, most));
    }

    private static void ReadLines(ref DocumentJson json, List<int> column)
    {
        column.Clear();
        json.BeginArray();
        while (json.NextItem()) Add(ref json, column, json.Whole(0, MostLines));
    }

    private static void ReadOptional(ref DocumentJson json, List<double> column, double least, double most)
    {
        column.Clear();
        json.BeginArray();
        while (json.NextItem()) Add(ref json, column, json.IsNull() ? double.NaN : json.Number(least, most));
    }

    internal static void Add<T>(ref DocumentJson json, List<T> column, T value)
    {
        if (column.Count == MostRows) throw json.Error($"it has more than {MostRows} rows");
        column.Add(value);
    }
}
