using System.Text.Json;

namespace HmRnnInk.App.Tests.Running;

/// <summary>Reads the reports of <see cref="AppRun"/>: the state of the page, or the path of a saved file.</summary>
internal static class AppReport
{
    extension(JsonElement report)
    {
        /// <summary>Null in the report of a file.</summary>
        public string? Phase => report.TryGetProperty("phase", out JsonElement phase) ? phase.GetString() : null;

        public int PersonRows => report.Count("personRows");

        public int ModelRows => report.Count("modelRows");

        public int Rows => report.PersonRows + report.ModelRows;

        /// <summary>The rows that the model has read.</summary>
        public int TracedRows => report.Count("tracedRows");

        public int Strokes => report.Count("strokes");

        /// <returns>-1 if the report has no such number.</returns>
        public int Count(string name) => report.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : -1;
    }
}
