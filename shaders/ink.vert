#version 330 core
// One instance per capsule: a box around it. The previous capsule in the buffer is passed on, so that the fragment shader can leave out
// what that capsule has covered.
layout(location = 0) in vec4 ends;          // page units: x0 y0 x1 y1
layout(location = 1) in float width;
layout(location = 2) in uint colour;        // 0xRRGGBBAA
layout(location = 3) in vec4 previousEnds;
layout(location = 4) in float previousWidth;
layout(location = 5) in uint previousColour;

uniform vec3 view;      // origin x, y in page units; pixels per page unit
uniform vec2 viewport;  // pixels
uniform float up;       // 1; -1 if the first row is the top row

flat out vec4 capsule;          // its centre line: x0 y0 x1 y1 in pixels
flat out vec4 previousCapsule;
flat out vec2 radii;            // of this and the previous capsule; the latter is negative if they do not join
flat out vec4 ink;              // straight alpha
flat out float previousAlpha;
out vec2 pixel;

void main()
{
    float scale = view.z;
    capsule = (ends - view.xyxy) * scale;
    previousCapsule = (previousEnds - view.xyxy) * scale;
    bool joins = previousEnds.zw == ends.xy;
    radii = vec2(width, joins ? previousWidth : -2.0 / scale) * 0.5 * scale;
    ink = vec4((uvec4(colour) >> uvec4(24u, 16u, 8u, 0u)) & 255u) / 255.0;
    previousAlpha = float(previousColour & 255u) / 255.0;

    vec2 along = capsule.zw - capsule.xy;
    float length_ = length(along);
    along = length_ > 1e-6 ? along / length_ : vec2(1.0, 0.0);
    vec2 across = vec2(-along.y, along.x);
    float reach = radii.x + 0.55; // plus half a pixel of soft edge
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
    // The round start of a capsule lies within the end of a previous one that has the same width and colour, so it is left out.
    bool covered = joins && previousWidth == width && previousColour == colour;
    vec2 end = corner.x < 0.0 ? capsule.xy : capsule.zw;
    pixel = end + (along * (covered && corner.x < 0.0 ? 0.0 : corner.x) + across * corner.y) * reach;
    gl_Position = vec4(pixel.x / viewport.x * 2.0 - 1.0, up * (1.0 - pixel.y / viewport.y * 2.0), 0.0, 1.0);
}
